// case: K29-derived-class-drops-plugins
// from: pattern of base classes that own raw plugins in a protected map
// family: erase-without-reset
// shape: it deletes the plugin
// mode: program
#include "host.h"

Host::~Host() {
  for (auto &p : plugins_)
    delete p.second;
}

void Host::install(const std::string &name) {
  if (plugins_.find(name) != plugins_.end())
    return;
  auto *plugin = new Plugin;
  plugin->name = name;
  plugins_.insert({name, plugin});
}
