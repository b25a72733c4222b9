// case: Y15-mapping-node
// from: ros-perception/slam_gmapping#11
// family: unlocked-map-access
// shape: the service handler builds its RAII guard as an unnamed temporary, so the lock is gone before the submaps are read
// mode: program
// flags:
#include "slam_node.h"

void blend(OccupancyGrid& grid, const SubMap& submap);

bool SlamNode::mapService(OccupancyGrid& response)
{
  ScopedLock{map_mutex_};
  if (submaps_.empty()) // expect: unlocked-map-access
    return false;

  for (const auto& entry : submaps_) { // accept: unlocked-map-access
    blend(response, entry.second); // accept: unlocked-map-access
    if (entry.second.updated > response.stamp) // accept: unlocked-map-access
      response.stamp = entry.second.updated; // accept: unlocked-map-access
  }
  return true;
}

bool SlamNode::originService(const SubMapIndex& index, Pose& origin)
{
  ScopedLock lock(map_mutex_);
  auto it = submaps_.find(index);
  if (it == submaps_.end())
    return false;
  origin = it->second.origin;
  return true;
}
