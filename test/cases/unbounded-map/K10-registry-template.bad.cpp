// case: K10-registry-template
// from: pattern of generic object registries
// family: unbounded-map
// shape: a class template keeps each registered object under a new id; there is no way to take one out
// mode: tidy
#include <map>
#include <memory>
#include <string>
#include <utility>

template <typename T> class Registry {
public:
  int add(std::shared_ptr<T> object) {
    objects_.emplace(++last_, std::move(object));
    return last_;
  }
  std::shared_ptr<T> get(int id) const {
    auto it = objects_.find(id);
    return it == objects_.end() ? nullptr : it->second;
  }

private:
  int last_ = 0;
  std::map<int, std::shared_ptr<T>> objects_; // expect: unbounded-map
};

struct Dialog {
  std::string title;
};

static Registry<Dialog> dialogs;

int open(const std::string &title) {
  auto dialog = std::make_shared<Dialog>();
  dialog->title = title;
  return dialogs.add(std::move(dialog));
}
std::string titleOf(int id) {
  auto dialog = dialogs.get(id);
  return dialog ? dialog->title : "";
}
