// case: K96-loaded-by-plugin-init
// from: reading a program that the rules were not made with
// family: unlocked-map-access
// shape: the rules are loaded without the lock by a function that requests come to
// mode: program
#pragma once
#include <map>
#include <mutex>
#include <string>

class Rules {
public:
  void load(const std::string &name);
  void refresh(const std::string &name);
  int valueOf(const std::string &name);

private:
  std::mutex mutex_;
  std::map<std::string, int> values_;
};
