// case: R08-desk-consoles
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: each remote console is kept under a counting number; the framework's lost-connection hook only marks it offline, and the discard() that queues it for the sweep has no caller
// mode: program
// flags:
#include "peer.h"

#include <map>

struct NetEvent {
  enum Kind { Accepted, Text, Lost, Idle };
  Kind kind;
  int socket;
  std::string text;
};
bool nextNetEvent(NetEvent &event);

void pumpNetwork(PeerFactory &factory) {
  std::map<int, Peer *> peers;
  NetEvent event;
  while (nextNetEvent(event)) {
    if (event.kind == NetEvent::Idle) {
      factory.idle();
      continue;
    }
    if (event.kind == NetEvent::Accepted) {
      peers.insert_or_assign(event.socket, &factory.createPeer(event.socket));
      continue;
    }
    const auto it = peers.find(event.socket);
    if (it == peers.end())
      continue;
    Peer *const peer = it->second;
    if (event.kind == NetEvent::Text) {
      peer->messageReceived(event.text);
    } else {
      peers.erase(it);
      peer->connectionLost();
    }
  }
}
