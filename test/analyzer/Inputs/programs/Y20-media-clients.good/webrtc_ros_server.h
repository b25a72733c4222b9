// case: Y20-media-clients
// from: RobotWebTools/webrtc_ros#5
// family: weak-map-never-pruned
// shape: the client's shutdown handler tells the server, which erases the entry
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
  void handleClientShutdown(WebrtcClient* client);

  std::unique_ptr<WebServer> web_server_;
  std::mutex clients_mutex_;
  std::map<WebrtcClient*, WebrtcClientWeakPtr> clients_;
};
