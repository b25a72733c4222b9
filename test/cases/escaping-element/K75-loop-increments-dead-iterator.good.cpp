// case: K75-loop-increments-dead-iterator
// from: pattern of erase by key while an iterator stands on the entry
// family: escaping-element
// shape: the iterator moves on first; another loop stops after the erase
// mode: tidy
#include <map>
#include <string>

class Names {
public:
  void dropEmpty() {
    for (auto it = names_.begin(); it != names_.end();) {
      auto here = it++;
      if (here->second.empty())
        names_.erase(here->first);
    }
  }
  void dropFirstEmpty() {
    for (auto it = names_.begin(); it != names_.end(); ++it)
      if (it->second.empty()) {
        names_.erase(it->first);
        return;
      }
  }

private:
  std::map<int, std::string> names_;
};
