// case: K98-tree-of-several-owners
// from: reading a program that the rules were not made with
// family: unlocked-map-access
// shape: the only owner of a tree locks it, but not to ask
// mode: program
#pragma once
#include <map>
#include <string>

class Tree {
public:
  void add(const std::string &name) { children_[name] = true; }
  void remove(const std::string &name) { children_.erase(name); }
  bool has(const std::string &name) const { return children_.count(name) != 0; } // expect: unlocked-map-access
  bool none() const { return children_.empty(); } // expect: unlocked-map-access

private:
  std::map<std::string, bool> children_;
};
