// case: Y20-media-clients
// from: RobotWebTools/webrtc_ros#5
// family: weak-map-never-pruned
// shape: the server enters a weak_ptr for each connected client so that it can close them at shutdown; the client keeps itself alive until its channel closes, the entry stays
// mode: program
// flags:
#include "webrtc_client.h"

std::string answerOffer(const std::string& offer, std::vector<std::string>& tracks);

WebrtcClient::WebrtcClient(std::unique_ptr<SignalingChannel> channel) : channel_(std::move(channel)) {}

void WebrtcClient::start()
{
  keep_alive_ = shared_from_this();
  std::weak_ptr<WebrtcClient> weak = keep_alive_;
  channel_->setMessageHandler([weak](const std::string& message) {
    if (auto self = weak.lock())
      self->handleMessage(message);
  });
  channel_->setCloseHandler([weak] {
    if (auto self = weak.lock())
      self->invalidate();
  });
}

void WebrtcClient::handleMessage(const std::string& message)
{
  if (message.empty()) {
    channel_->close();
    return;
  }
  channel_->send(answerOffer(message, tracks_));
}

void WebrtcClient::sendIceCandidate(const std::string& candidate)
{
  channel_->send("{\"candidate\":\"" + candidate + "\"}");
}

void WebrtcClient::invalidate()
{
  std::shared_ptr<WebrtcClient> self = std::move(keep_alive_);
  tracks_.clear();
}
