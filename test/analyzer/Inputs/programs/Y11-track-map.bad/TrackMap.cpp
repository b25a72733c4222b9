// case: Y11-track-map
// from: LDMX-Software/ldmx-sw#808
// family: erase-without-reset
// shape: trajectories made with new in the tracking action are owned by a map of raw pointers; the reset at the end of each event clears the map only
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
  trajectories_.clear();  // expect: erase-without-reset
}
