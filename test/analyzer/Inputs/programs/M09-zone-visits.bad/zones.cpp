// case: M09-zone-visits
// from: M09 (game server: visits per zone never dropped)
// family: inner-map-never-cleared
// shape: the outer keys are the configured zones; each visiting player adds to an inner map that nobody erases from, leaving only stamps it
// mode: program
// flags:
#include <fstream>

#include "world.h"

bool World::load_zones(const char *path) {
  std::ifstream in(path);
  int zone;
  while (in >> zone) visits_.try_emplace(zone);
  return !visits_.empty();
}
