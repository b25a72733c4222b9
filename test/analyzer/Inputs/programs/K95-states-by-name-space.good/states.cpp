// case: K95-states-by-name-space
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a state is made for each name space that the configuration names
// mode: program
#include "states.h"

long &States::stateOf(const std::string &space) {
  auto it = states_.find(space);
  if (it == states_.end())
    it = states_.emplace(space, 0).first;
  return it->second;
}
