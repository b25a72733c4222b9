// case: Y11-track-map
// from: LDMX-Software/ldmx-sw#808
// family: erase-without-reset
// shape: trajectories made with new in the tracking action are owned by a map of raw pointers; the reset at the end of each event clears the map only
// mode: program
// flags:
#pragma once
#include "TrackMap.h"
#include "UserAction.h"

class TrackingAction : public UserAction {
 public:
  explicit TrackingAction(double minimumEnergy) : minimumEnergy_(minimumEnergy) {}

  void beginEvent(int number) override;
  void preTracking(const Track& track) override;
  void postTracking(const Track& track) override;
  void endEvent() override;

 private:
  bool keep(const Track& track) const;

  const double minimumEnergy_;
  int event_ = 0;
  int lost_ = 0;
  TrackMap trackMap_;
};
