// case: K98-tree-of-several-owners
// from: reading a program that the rules were not made with
// family: unlocked-map-access
// shape: one owner of such a tree locks it, the other is of one thread
// mode: program
#pragma once
#include <map>
#include <string>

class Tree {
public:
  void add(const std::string &name) { children_[name] = true; }
  void remove(const std::string &name) { children_.erase(name); }
  bool has(const std::string &name) const { return children_.count(name) != 0; }
  bool none() const { return children_.empty(); }

private:
  std::map<std::string, bool> children_;
};
