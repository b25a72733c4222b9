// case: Y20-media-clients
// from: RobotWebTools/webrtc_ros#5
// family: weak-map-never-pruned
// shape: the client's shutdown handler tells the server, which erases the entry
// mode: program
// flags:
#include "webrtc_client.h"

std::string answerOffer(const std::string& offer, std::vector<std::string>& tracks);

WebrtcClient::WebrtcClient(std::unique_ptr<SignalingChannel> channel, ShutdownHandler on_shutdown)
  : channel_(std::move(channel)), on_shutdown_(std::move(on_shutdown))
{
}

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
  on_shutdown_(this);
}
