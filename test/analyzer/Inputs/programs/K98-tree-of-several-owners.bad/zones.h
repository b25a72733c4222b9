// case: K98-tree-of-several-owners
// from: reading a program that the rules were not made with
// family: unlocked-map-access
// shape: the only owner of a tree locks it, but not to ask
// mode: program
#pragma once
#include "tree.h"
#include <mutex>

class Zones {
public:
  void see(const std::string &name);
  void forget(const std::string &name);
  bool knows(const std::string &name);

private:
  std::mutex mutex_;
  Tree tree_;
};
