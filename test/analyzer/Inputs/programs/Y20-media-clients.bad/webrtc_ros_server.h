// case: Y20-media-clients
// from: RobotWebTools/webrtc_ros#5
// family: weak-map-never-pruned
// shape: the server enters a weak_ptr for each connected client so that it can close them at shutdown; the client keeps itself alive until its channel closes, the entry stays
// mode: program
// flags:
#pragma once
#include <map>
#include <memory>
#include <mutex>

#include "webrtc_client.h"

class WebrtcRosServer {
public:
  explicit WebrtcRosServer(int port);

  void run();
  void stop();
  void broadcastCandidate(const std::string& candidate);

private:
  void handleNewConnection(std::unique_ptr<SignalingChannel> channel);

  std::unique_ptr<WebServer> web_server_;
  std::mutex clients_mutex_;
  std::map<WebrtcClient*, WebrtcClientWeakPtr> clients_;  // expect: weak-map-never-pruned // accept: unbounded-map
};
