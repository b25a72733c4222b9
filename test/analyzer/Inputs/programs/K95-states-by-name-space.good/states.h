// case: K95-states-by-name-space
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a state is made for each name space that the configuration names
// mode: program
#pragma once
#include <map>
#include <string>

struct Config {
  std::string space;
  const std::string &nameSpace() const { return space; }
};

class States {
public:
  long &stateOf(const std::string &space);

private:
  std::map<std::string, long> states_;
};
