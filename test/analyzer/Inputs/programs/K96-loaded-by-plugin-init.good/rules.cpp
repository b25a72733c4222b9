// case: K96-loaded-by-plugin-init
// from: reading a program that the rules were not made with
// family: unlocked-map-access
// shape: the rules are loaded without the lock by the function that initialises the plugin
// mode: program
#include "rules.h"

void Rules::load(const std::string &name) { values_[name] = static_cast<int>(name.size()); }

void Rules::refresh(const std::string &name) {
  std::lock_guard<std::mutex> lock(mutex_);
  values_.clear();
  load(name);
}

int Rules::valueOf(const std::string &name) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto it = values_.find(name);
  return it == values_.end() ? 0 : it->second;
}
