// case: M09-zone-visits
// from: M09 (game server: visits per zone never dropped)
// family: inner-map-never-cleared
// shape: the outer keys are the configured zones; each visiting player adds to an inner map that nobody erases from, leaving only stamps it
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
