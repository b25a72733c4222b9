// case: Y15-mapping-node
// from: ros-perception/slam_gmapping#11
// family: unlocked-map-access
// shape: the guard has a name
// mode: program
// flags:
#include "slam_node.h"

bool matchScan(const LaserScan& scan, Pose& pose);
SubMapIndex indexOf(const Pose& pose);
void integrate(SubMap& submap, const Pose& pose, const LaserScan& scan);

void SlamNode::laserCallback(const LaserScan& scan)
{
  Pose pose;
  if (!matchScan(scan, pose))
    return;

  ScopedLock lock(map_mutex_);
  SubMap& submap = submaps_[indexOf(pose)];
  integrate(submap, pose, scan);
  submap.updated = scan.stamp;
  dropOld(scan.stamp);
}

void SlamNode::dropOld(double now)
{
  for (auto it = submaps_.begin(); it != submaps_.end();) {
    if (now - it->second.updated > max_age_)
      it = submaps_.erase(it);
    else
      ++it;
  }
}

void SlamNode::reset()
{
  ScopedLock lock(map_mutex_);
  submaps_.clear();
}
