// case: K29-derived-class-drops-plugins
// from: pattern of base classes that own raw plugins in a protected map
// family: erase-without-reset
// shape: it deletes the plugin
// mode: program
#include "host.h"

class Desktop : public Host {
public:
  void disable(const std::string &name) override {
    auto it = plugins_.find(name);
    if (it != plugins_.end()) {
      delete it->second;
      plugins_.erase(it);
    }
  }
};

Host *makeDesktop() { return new Desktop; }
