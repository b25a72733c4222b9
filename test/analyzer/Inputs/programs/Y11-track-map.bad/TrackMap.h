// case: Y11-track-map
// from: LDMX-Software/ldmx-sw#808
// family: erase-without-reset
// shape: trajectories made with new in the tracking action are owned by a map of raw pointers; the reset at the end of each event clears the map only
// mode: program
// flags:
#pragma once
#include <functional>
#include <map>

#include "Trajectory.h"

/// What is known of the tracks of the current event.
class TrackMap {
 public:
  TrackMap() = default;
  TrackMap(const TrackMap&) = delete;
  TrackMap& operator=(const TrackMap&) = delete;

  void insert(int trackID, int parentID) { ancestry_[trackID] = parentID; }
  int findIncident(int trackID) const;

  bool hasTrajectory(int trackID) const { return trajectories_.find(trackID) != trajectories_.end(); }
  void addTrajectory(Trajectory* trajectory);
  void forEach(const std::function<void(const Trajectory&)>& visit) const;
  void clear();

 private:
  std::map<int, int> ancestry_;
  std::map<int, Trajectory*> trajectories_;  // accept: erase-without-reset
};
