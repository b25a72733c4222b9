// case: K30-observing-map-of-children
// from: pattern of lookup tables beside an owner
// family: erase-without-reset
// shape: the table owns what its factory made, and unregister() forgets it
// mode: tidy
#include <map>
#include <memory>
#include <string>
#include <vector>

struct Child {
  std::string name;
};

class Parent {
public:
  ~Parent() {
    for (auto &c : byName_)
      delete c.second;
  }
  Child *create(const std::string &name) {
    Child *child = new Child{name};
    byName_.emplace(name, child); // accept: erase-without-reset
    return child;
  }
  void unregister(const std::string &name) {
    byName_.erase(name); // expect: erase-without-reset
  }

private:
  std::map<std::string, Child *> byName_;
};
