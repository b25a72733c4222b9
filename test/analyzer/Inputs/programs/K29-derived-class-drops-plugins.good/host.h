// case: K29-derived-class-drops-plugins
// from: pattern of base classes that own raw plugins in a protected map
// family: erase-without-reset
// shape: it deletes the plugin
// mode: program
#pragma once
#include <map>
#include <string>

struct Plugin {
  virtual ~Plugin() = default;
  std::string name;
};

class Host {
public:
  virtual ~Host();
  void install(const std::string &name);
  virtual void disable(const std::string &name) = 0;

protected:
  std::map<std::string, Plugin *> plugins_;
};
