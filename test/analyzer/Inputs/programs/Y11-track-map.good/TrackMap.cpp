// case: Y11-track-map
// from: LDMX-Software/ldmx-sw#808
// family: erase-without-reset
// shape: clear() deletes the trajectories first, and the destructor uses it
// mode: program
// flags:
#include "TrackMap.h"

int TrackMap::findIncident(int trackID) const {
  int current = trackID;
  for (auto it = ancestry_.find(current); it != ancestry_.end(); it = ancestry_.find(current)) {
    if (hasTrajectory(current)) return current;
    current = it->second;
  }
  return -1;
}

void TrackMap::addTrajectory(Trajectory* trajectory) {
  if (!trajectories_.emplace(trajectory->trackID(), trajectory).second) delete trajectory;
}

void TrackMap::forEach(const std::function<void(const Trajectory&)>& visit) const {
  for (const auto& [id, trajectory] : trajectories_) visit(*trajectory);
}

void TrackMap::clear() {
  ancestry_.clear();
  for (auto& [id, trajectory] : trajectories_) delete trajectory;
  trajectories_.clear();
}
