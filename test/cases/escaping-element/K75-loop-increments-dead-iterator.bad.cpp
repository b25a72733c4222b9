// case: K75-loop-increments-dead-iterator
// from: pattern of erase by key while an iterator stands on the entry
// family: escaping-element
// shape: the entry is erased by its key and the iterator that stands on it is incremented
// mode: tidy
#include <map>
#include <string>

class Names {
public:
  void dropEmpty() {
    for (auto it = names_.begin(); it != names_.end(); ++it) // expect: escaping-element
      if (it->second.empty())
        names_.erase(it->first); // accept: escaping-element
  }

private:
  std::map<int, std::string> names_;
};
