// case: Y20-media-clients
// from: RobotWebTools/webrtc_ros#5
// family: weak-map-never-pruned
// shape: the client's shutdown handler tells the server, which erases the entry
// mode: program
// flags:
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "signaling_channel.h"

class WebrtcClient : public std::enable_shared_from_this<WebrtcClient> {
public:
  using ShutdownHandler = std::function<void(WebrtcClient*)>;

  WebrtcClient(std::unique_ptr<SignalingChannel> channel, ShutdownHandler on_shutdown);

  void start();
  void invalidate();
  void sendIceCandidate(const std::string& candidate);

private:
  void handleMessage(const std::string& message);

  std::unique_ptr<SignalingChannel> channel_;
  ShutdownHandler on_shutdown_;
  std::shared_ptr<WebrtcClient> keep_alive_;
  std::vector<std::string> tracks_;
};

using WebrtcClientPtr = std::shared_ptr<WebrtcClient>;
using WebrtcClientWeakPtr = std::weak_ptr<WebrtcClient>;
