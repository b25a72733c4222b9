// case: K98-tree-of-several-owners
// from: reading a program that the rules were not made with
// family: unlocked-map-access
// shape: one owner of such a tree locks it, the other is of one thread
// mode: program
#pragma once
#include "tree.h"

/// Belongs to one thread.
class Filter {
public:
  bool passes(const std::string &name) {
    return !tree_.has(name);
  }
  void block(const std::string &name) { tree_.add(name); }

private:
  Tree tree_;
};
