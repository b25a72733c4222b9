// case: K99-ring-of-hosts
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a constructor fills the tables that it makes, through elements of an array
// mode: program
#include "ring.h"
#include <functional>

void Ring::insert(const std::string &host, int replicas) {
  for (int i = 0; i < replicas; ++i)
    nodes_.emplace(std::hash<std::string>()(host + std::to_string(i)), host);
}

const std::string &Ring::lookup(uint64_t hash) const {
  static const std::string none;
  auto it = nodes_.lower_bound(hash);
  return it == nodes_.end() ? none : it->second;
}
