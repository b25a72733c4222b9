// case: K13-layout-cache-by-widget
// from: pattern of side tables keyed by object address
// family: unbounded-map
// shape: the widget's destructor takes its entry out
// mode: tidy
#include <string>
#include <unordered_map>

class Widget;

namespace {
struct Layout {
  int width = 0;
  int height = 0;
};
std::unordered_map<const Widget *, Layout> layouts;
} // namespace

class Widget {
public:
  explicit Widget(std::string text) : text_(std::move(text)) {}
  ~Widget() { layouts.erase(this); }
  const std::string &text() const { return text_; }

private:
  std::string text_;
};

int widthOf(const Widget &widget) {
  auto it = layouts.find(&widget);
  if (it == layouts.end())
    it = layouts.insert({&widget, Layout{static_cast<int>(widget.text().size()) * 8, 16}}).first;
  return it->second.width;
}
