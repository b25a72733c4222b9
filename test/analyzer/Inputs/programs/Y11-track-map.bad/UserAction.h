// case: Y11-track-map
// from: LDMX-Software/ldmx-sw#808
// family: erase-without-reset
// shape: trajectories made with new in the tracking action are owned by a map of raw pointers; the reset at the end of each event clears the map only
// mode: program
// flags:
#pragma once
#include "Trajectory.h"

/// Hooks into the run; several of them may be registered.
class UserAction {
 public:
  virtual ~UserAction() = default;
  virtual void beginEvent(int) {}
  virtual void preTracking(const Track&) {}
  virtual void postTracking(const Track&) {}
  virtual void endEvent() {}
};
