// case: Y20-media-clients
// from: RobotWebTools/webrtc_ros#5
// family: weak-map-never-pruned
// shape: the server enters a weak_ptr for each connected client so that it can close them at shutdown; the client keeps itself alive until its channel closes, the entry stays
// mode: program
// flags:
#include "webrtc_ros_server.h"

#include <vector>

WebrtcRosServer::WebrtcRosServer(int port) : web_server_(createWebServer(port, 2)) {}

void WebrtcRosServer::run()
{
  web_server_->run([this](std::unique_ptr<SignalingChannel> channel) { handleNewConnection(std::move(channel)); });
}

void WebrtcRosServer::handleNewConnection(std::unique_ptr<SignalingChannel> channel)
{
  auto client = std::make_shared<WebrtcClient>(std::move(channel));
  {
    std::lock_guard<std::mutex> lock(clients_mutex_);
    clients_[client.get()] = client;
  }
  client->start();
}

void WebrtcRosServer::broadcastCandidate(const std::string& candidate)
{
  std::lock_guard<std::mutex> lock(clients_mutex_);
  for (auto& entry : clients_) {
    if (WebrtcClientPtr client = entry.second.lock())
      client->sendIceCandidate(candidate);
  }
}

void WebrtcRosServer::stop()
{
  std::vector<WebrtcClientPtr> alive;
  {
    std::lock_guard<std::mutex> lock(clients_mutex_);
    for (auto& entry : clients_) {
      if (WebrtcClientPtr client = entry.second.lock())
        alive.push_back(std::move(client));
    }
  }
  for (auto& client : alive)
    client->invalidate();
  web_server_->stop();
}
