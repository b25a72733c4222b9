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

/// One web socket; the handlers are called from the web server's thread.
class SignalingChannel {
public:
  virtual ~SignalingChannel() = default;
  virtual void setMessageHandler(std::function<void(const std::string&)> handler) = 0;
  virtual void setCloseHandler(std::function<void()> handler) = 0;
  virtual void send(const std::string& message) = 0;
  virtual void close() = 0;
};

class WebServer {
public:
  using ConnectionHandler = std::function<void(std::unique_ptr<SignalingChannel>)>;

  virtual ~WebServer() = default;
  virtual void run(const ConnectionHandler& handler) = 0;
  virtual void stop() = 0;
};

std::unique_ptr<WebServer> createWebServer(int port, int threads);
