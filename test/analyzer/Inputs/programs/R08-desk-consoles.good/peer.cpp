// case: R08-desk-consoles
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: the lost-connection hook calls discard(), so the next sweep of the server erases the console
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
