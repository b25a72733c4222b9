// case: K29-derived-class-drops-plugins
// from: pattern of base classes that own raw plugins in a protected map
// family: erase-without-reset
// shape: a derived class in another unit erases a plugin that the base class made and would delete
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
