// case: K25-lists-of-nodes
// from: pattern of multi-value tables made of vectors of raw pointers
// family: erase-without-reset
// shape: the nodes are deleted in a loop before
// mode: tidy
#include <string>
#include <unordered_map>
#include <vector>

struct Node {
  int line = 0;
};

class Index {
public:
  ~Index() {
    for (auto &entry : byName_)
      for (Node *node : entry.second)
        delete node;
  }
  void add(const std::string &name, int line) { byName_[name].push_back(new Node{line}); }
  void forget(const std::string &name) {
    auto it = byName_.find(name);
    if (it == byName_.end())
      return;
    for (Node *node : it->second)
      delete node;
    byName_.erase(it);
  }
  std::size_t count(const std::string &name) const {
    auto it = byName_.find(name);
    return it == byName_.end() ? 0 : it->second.size();
  }

private:
  std::unordered_map<std::string, std::vector<Node *>> byName_;
};
