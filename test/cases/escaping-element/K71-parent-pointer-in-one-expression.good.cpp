// case: K71-parent-pointer-in-one-expression
// from: pattern of trees kept in one flat map
// family: escaping-element
// shape: the parent is stored by key
// mode: tidy
#include <absl/container/flat_hash_map.h>
#include <string>

struct Entry {
  std::string parent;
  int children = 0;
};

class Tree {
public:
  void attach(const std::string &child, const std::string &parent) {
    entries_[child].parent = parent;
    ++entries_[parent].children;
  }
  bool hasParent(const std::string &child) const {
    auto it = entries_.find(child);
    return it != entries_.end() && !it->second.parent.empty();
  }

private:
  absl::flat_hash_map<std::string, Entry> entries_;
};
