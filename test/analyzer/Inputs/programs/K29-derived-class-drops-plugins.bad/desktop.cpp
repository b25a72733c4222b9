// case: K29-derived-class-drops-plugins
// from: pattern of base classes that own raw plugins in a protected map
// family: erase-without-reset
// shape: a derived class in another unit erases a plugin that the base class made and would delete
// mode: program
#include "host.h"

class Desktop : public Host {
public:
  void disable(const std::string &name) override {
    auto it = plugins_.find(name);
    if (it != plugins_.end()) {
      plugins_.erase(it); // expect: erase-without-reset
    }
  }
};

Host *makeDesktop() { return new Desktop; }
