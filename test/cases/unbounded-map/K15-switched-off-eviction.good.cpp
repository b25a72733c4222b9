// case: K15-switched-off-eviction
// from: pattern of features behind a constant that is false
// family: unbounded-map
// shape: the switch is on
// mode: tidy
#include <cstddef>
#include <string>
#include <unordered_map>

namespace {

constexpr bool kEvict = true;

struct Page {
  std::string body;
  unsigned uses = 0;
};

class Pages {
public:
  const std::string &body(const std::string &url) {
    Page &page = pages_[url];
    if (page.uses++ == 0)
      page.body = "<" + url + ">";
    return page.body;
  }
  void trim() {
    if (kEvict) {
      for (auto it = pages_.begin(); it != pages_.end();)
        it = it->second.uses < 2 ? pages_.erase(it) : ++it;
    }
  }

private:
  std::unordered_map<std::string, Page> pages_;
};

Pages pages;

} // namespace

std::size_t get(const std::string &url) {
  pages.trim();
  return pages.body(url).size();
}
