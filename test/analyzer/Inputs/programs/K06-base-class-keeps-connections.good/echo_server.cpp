// case: K06-base-class-keeps-connections
// from: pattern of server base classes with a protected connection table
// family: unbounded-map
// shape: the hook for closed connections, called by the loop of the base, removes it
// mode: program
#include "server.h"

namespace {
class EchoServer final : public Server {
  void accepted(int socket, const std::string &peer) override {
    auto connection = std::make_shared<Connection>();
    connection->socket = socket;
    connection->peer = peer;
    connections_[socket + generation_] = std::move(connection);
  }
  void closed(int socket) override {
    connections_.erase(socket + generation_);
    ++closedCount_;
    lastClosed_ = socket;
  }
  int generation_ = 0;
  int closedCount_ = 0;
  int lastClosed_ = -1;
};
} // namespace

int main() {
  static EchoServer server;
  server.serve();
}
