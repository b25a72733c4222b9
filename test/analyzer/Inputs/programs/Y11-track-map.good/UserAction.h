// case: Y11-track-map
// from: LDMX-Software/ldmx-sw#808
// family: erase-without-reset
// shape: clear() deletes the trajectories first, and the destructor uses it
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
