// case: Y20-media-clients
// from: RobotWebTools/webrtc_ros#5
// family: weak-map-never-pruned
// shape: the server enters a weak_ptr for each connected client so that it can close them at shutdown; the client keeps itself alive until its channel closes, the entry stays
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
