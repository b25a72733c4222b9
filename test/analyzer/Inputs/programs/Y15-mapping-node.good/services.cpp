// case: Y15-mapping-node
// from: ros-perception/slam_gmapping#11
// family: unlocked-map-access
// shape: the guard has a name
// mode: program
// flags:
#include "slam_node.h"

void blend(OccupancyGrid& grid, const SubMap& submap);

bool SlamNode::mapService(OccupancyGrid& response)
{
  ScopedLock lock{map_mutex_};
  if (submaps_.empty())
    return false;

  for (const auto& entry : submaps_) {
    blend(response, entry.second);
    if (entry.second.updated > response.stamp)
      response.stamp = entry.second.updated;
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
