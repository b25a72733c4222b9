// case: M09-zone-visits
// from: M09 (game server: visits per zone never dropped)
// family: inner-map-never-cleared
// shape: leaving erases from the inner map; emptied inner maps stay, but the outer keys are the zones of the configuration, read once
// mode: program
// flags:
#include "world.h"

bool World::enter(int zone, std::uint64_t player, const std::string &team, long now) {
  auto it = visits_.find(zone);
  if (it == visits_.end()) return false;
  Visit visit;
  visit.entered = now;
  visit.team = team;
  it->second.insert_or_assign(player, visit);
  return true;
}
