// case: Y11-track-map
// from: LDMX-Software/ldmx-sw#808
// family: erase-without-reset
// shape: trajectories made with new in the tracking action are owned by a map of raw pointers; the reset at the end of each event clears the map only
// mode: program
// flags:
#pragma once
#include <array>
#include <vector>

struct Track {
  int trackID = 0;
  int parentID = 0;
  int pdgID = 0;
  double energy = 0;
  std::array<double, 3> vertex{};
};

class Trajectory {
 public:
  explicit Trajectory(const Track& track)
      : trackID_(track.trackID), parentID_(track.parentID), pdgID_(track.pdgID), energy_(track.energy) {
    points_.push_back(track.vertex);
  }

  int trackID() const { return trackID_; }
  int parentID() const { return parentID_; }
  int pdgID() const { return pdgID_; }
  double energy() const { return energy_; }
  void addPoint(const std::array<double, 3>& point) { points_.push_back(point); }

 private:
  int trackID_;
  int parentID_;
  int pdgID_;
  double energy_;
  std::vector<std::array<double, 3>> points_;
};
