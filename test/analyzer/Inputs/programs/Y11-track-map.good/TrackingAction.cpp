// case: Y11-track-map
// from: LDMX-Software/ldmx-sw#808
// family: erase-without-reset
// shape: clear() deletes the trajectories first, and the destructor uses it
// mode: program
// flags:
#include "TrackingAction.h"

void writeParticle(int event, const Trajectory& trajectory, int incident);
void writeSummary(int event, int lost);

bool TrackingAction::keep(const Track& track) const { return track.parentID == 0 || track.energy > minimumEnergy_; }

void TrackingAction::beginEvent(int number) {
  event_ = number;
  lost_ = 0;
}

void TrackingAction::preTracking(const Track& track) {
  trackMap_.insert(track.trackID, track.parentID);
  if (keep(track) && !trackMap_.hasTrajectory(track.trackID)) {
    trackMap_.addTrajectory(new Trajectory(track));
  }
}

void TrackingAction::postTracking(const Track& track) {
  if (trackMap_.findIncident(track.trackID) < 0) ++lost_;
}

void TrackingAction::endEvent() {
  trackMap_.forEach([this](const Trajectory& trajectory) {
    writeParticle(event_, trajectory, trackMap_.findIncident(trajectory.parentID()));
  });
  writeSummary(event_, lost_);
  trackMap_.clear();
}
