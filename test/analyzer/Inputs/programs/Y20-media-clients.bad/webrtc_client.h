// case: Y20-media-clients
// from: RobotWebTools/webrtc_ros#5
// family: weak-map-never-pruned
// shape: the server enters a weak_ptr for each connected client so that it can close them at shutdown; the client keeps itself alive until its channel closes, the entry stays
// mode: program
// flags:
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "signaling_channel.h"

class WebrtcClient : public std::enable_shared_from_this<WebrtcClient> {
public:
  explicit WebrtcClient(std::unique_ptr<SignalingChannel> channel);

  void start();
  void invalidate();
  void sendIceCandidate(const std::string& candidate);

private:
  void handleMessage(const std::string& message);

  std::unique_ptr<SignalingChannel> channel_;
  std::shared_ptr<WebrtcClient> keep_alive_;
  std::vector<std::string> tracks_;
};

using WebrtcClientPtr = std::shared_ptr<WebrtcClient>;
using WebrtcClientWeakPtr = std::weak_ptr<WebrtcClient>;
