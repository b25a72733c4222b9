// case: R08-desk-consoles
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: each remote console is kept under a counting number; the framework's lost-connection hook only marks it offline, and the discard() that queues it for the sweep has no caller
// mode: program
// flags:
#include "desk_server.h"

Peer &DeskServer::createPeer(int socket) {
  const int number = ++lastNumber_;
  const auto added = consoles_.emplace(number, std::make_unique<Console>(*this, number, socket));
  return *added.first->second;
}

void DeskServer::runCue(const std::string &cue) {
  for (const auto &entry : consoles_)
    entry.second->show(cue);
}

void DeskServer::discard(int number) { discarded_.push_back(number); }

void DeskServer::idle() {
  for (const int number : discarded_)
    consoles_.erase(number);
  discarded_.clear();
}

int main() {
  DeskServer server;
  pumpNetwork(server);
}
