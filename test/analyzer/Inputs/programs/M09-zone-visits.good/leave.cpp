// case: M09-zone-visits
// from: M09 (game server: visits per zone never dropped)
// family: inner-map-never-cleared
// shape: leaving erases from the inner map; emptied inner maps stay, but the outer keys are the zones of the configuration, read once
// mode: program
// flags:
#include "world.h"

long World::leave(int zone, std::uint64_t player, long now) {
  auto it = visits_.find(zone);
  if (it == visits_.end()) return 0;
  auto visit = it->second.find(player);
  if (visit == it->second.end()) return 0;
  const long stayed = now - visit->second.entered;
  it->second.erase(visit);
  return stayed;
}

std::size_t World::present(int zone) const {
  auto it = visits_.find(zone);
  return it == visits_.end() ? 0 : it->second.size();
}
