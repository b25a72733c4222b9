// case: M09-zone-visits
// from: M09 (game server: visits per zone never dropped)
// family: inner-map-never-cleared
// shape: the outer keys are the configured zones; each visiting player adds to an inner map that nobody erases from, leaving only stamps it
// mode: program
// flags:
#include "world.h"

void World::leave(int zone, std::uint64_t player, long now) {
  auto it = visits_.find(zone);
  if (it == visits_.end()) return;
  auto visit = it->second.find(player);
  if (visit != it->second.end()) visit->second.left = now;
}

std::size_t World::present(int zone) const {
  auto it = visits_.find(zone);
  if (it == visits_.end()) return 0;
  std::size_t count = 0;
  for (const auto &visit : it->second)
    if (visit.second.left == 0) ++count;
  return count;
}
