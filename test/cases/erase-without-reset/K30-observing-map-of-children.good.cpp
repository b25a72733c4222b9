// case: K30-observing-map-of-children
// from: pattern of lookup tables beside an owner
// family: erase-without-reset
// shape: the same table beside a vector of unique_ptr that owns: nothing is lost
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
  Child *create(const std::string &name) {
    owned_.push_back(std::make_unique<Child>(Child{name}));
    byName_.emplace(name, owned_.back().get());
    return owned_.back().get();
  }
  void unregister(const std::string &name) {
    byName_.erase(name);
  }

private:
  std::vector<std::unique_ptr<Child>> owned_;
  std::map<std::string, Child *> byName_;
};
