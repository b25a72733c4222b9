// case: Y15-mapping-node
// from: ros-perception/slam_gmapping#11
// family: unlocked-map-access
// shape: the service handler builds its RAII guard as an unnamed temporary, so the lock is gone before the submaps are read
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "scoped_lock.h"

struct LaserScan {
  double stamp = 0;
  std::vector<float> ranges;
};

struct Pose {
  double x = 0, y = 0, theta = 0;
};

struct SubMap {
  Pose origin;
  double updated = 0;
  std::vector<std::int8_t> cells;
};

struct OccupancyGrid {
  double stamp = 0;
  std::vector<std::int8_t> cells;
};

struct SubMapIndex {
  int ix = 0;
  int iy = 0;
  bool operator<(const SubMapIndex& o) const { return ix != o.ix ? ix < o.ix : iy < o.iy; }
};

class SlamNode {
public:
  explicit SlamNode(double max_age) : max_age_(max_age) {}

  void laserCallback(const LaserScan& scan);
  bool mapService(OccupancyGrid& response);
  bool originService(const SubMapIndex& index, Pose& origin);
  void reset();

private:
  void dropOld(double now);

  const double max_age_;
  Mutex map_mutex_;
  std::map<SubMapIndex, SubMap> submaps_;
};
