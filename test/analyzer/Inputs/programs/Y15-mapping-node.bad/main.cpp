// case: Y15-mapping-node
// from: ros-perception/slam_gmapping#11
// family: unlocked-map-access
// shape: the service handler builds its RAII guard as an unnamed temporary, so the lock is gone before the submaps are read
// mode: program
// flags:
#include <thread>

#include "slam_node.h"

struct ServiceRequest {
  enum Kind { MAP, ORIGIN, RESET } kind = MAP;
  SubMapIndex index;
};

bool waitForScan(LaserScan& scan);
bool waitForRequest(ServiceRequest& request);
void reply(bool ok, const OccupancyGrid& grid, const Pose& pose);

static void serveRequests(SlamNode& node)
{
  ServiceRequest request;
  while (waitForRequest(request)) {
    OccupancyGrid grid;
    Pose pose;
    bool ok = true;
    if (request.kind == ServiceRequest::MAP)
      ok = node.mapService(grid);
    else if (request.kind == ServiceRequest::ORIGIN)
      ok = node.originService(request.index, pose);
    else
      node.reset();
    reply(ok, grid, pose);
  }
}

int main()
{
  SlamNode node(600.0);
  std::thread services(serveRequests, std::ref(node));
  LaserScan scan;
  while (waitForScan(scan))
    node.laserCallback(scan);
  services.join();
  return 0;
}
