// case: M09-zone-visits
// from: M09 (game server: visits per zone never dropped)
// family: inner-map-never-cleared
// shape: leaving erases from the inner map; emptied inner maps stay, but the outer keys are the zones of the configuration, read once
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
