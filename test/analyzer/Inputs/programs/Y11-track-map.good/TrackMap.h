// case: Y11-track-map
// from: LDMX-Software/ldmx-sw#808
// family: erase-without-reset
// shape: clear() deletes the trajectories first, and the destructor uses it
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
  ~TrackMap() { clear(); }
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
  std::map<int, Trajectory*> trajectories_;
};
