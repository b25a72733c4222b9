// case: Y20-media-clients
// from: RobotWebTools/webrtc_ros#5
// family: weak-map-never-pruned
// shape: the client's shutdown handler tells the server, which erases the entry
// mode: program
// flags:
#include <thread>

#include "webrtc_ros_server.h"

bool waitForCandidate(std::string& candidate);

int main()
{
  WebrtcRosServer server(8080);
  std::thread web([&server] { server.run(); });

  std::string candidate;
  while (waitForCandidate(candidate))
    server.broadcastCandidate(candidate);

  server.stop();
  web.join();
  return 0;
}
