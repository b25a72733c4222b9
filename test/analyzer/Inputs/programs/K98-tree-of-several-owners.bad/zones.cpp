// case: K98-tree-of-several-owners
// from: reading a program that the rules were not made with
// family: unlocked-map-access
// shape: the only owner of a tree locks it, but not to ask
// mode: program
#include "zones.h"

void Zones::see(const std::string &name) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!tree_.has(name))
    tree_.add(name);
}

void Zones::forget(const std::string &name) {
  std::lock_guard<std::mutex> lock(mutex_);
  tree_.remove(name);
}

bool Zones::knows(const std::string &name) {
  return !tree_.none() && tree_.has(name);
}
