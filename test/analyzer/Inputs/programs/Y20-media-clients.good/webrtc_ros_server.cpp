// case: Y20-media-clients
// from: RobotWebTools/webrtc_ros#5
// family: weak-map-never-pruned
// shape: the client's shutdown handler tells the server, which erases the entry
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
  auto client = std::make_shared<WebrtcClient>(
    std::move(channel), [this](WebrtcClient* closed) { handleClientShutdown(closed); });
  {
    std::lock_guard<std::mutex> lock(clients_mutex_);
    clients_[client.get()] = client;
  }
  client->start();
}

void WebrtcRosServer::handleClientShutdown(WebrtcClient* client)
{
  std::lock_guard<std::mutex> lock(clients_mutex_);
  clients_.erase(client);
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
