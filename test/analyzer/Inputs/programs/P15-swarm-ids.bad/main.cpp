// case: P15-swarm-ids
// from: fresh
// family: asymmetric-index
// shape: a swarm indexes peers by endpoint and their ids by handshake; dropping a peer erases the endpoint only
// mode: program
// flags:
#include <unistd.h>

#include <cstdio>

#include "swarm.h"

struct WireEvent {
  enum Kind { Handshake, Piece, Closed, Tick, Find } kind = Tick;
  std::string endpoint, id;
  int socket = -1;
  std::uint64_t bytes = 0;
};
bool next_wire_event(WireEvent &e);

int main(int argc, char **argv) {
  Swarm swarm(argc > 1 ? argv[1] : "-XX0001-");
  WireEvent e;
  while (next_wire_event(e)) {
    switch (e.kind) {
      case WireEvent::Handshake:
        if (!swarm.admit(e.endpoint, e.id, e.socket)) ::close(e.socket);
        break;
      case WireEvent::Piece: swarm.received(e.endpoint, e.bytes); break;
      case WireEvent::Closed: swarm.drop(e.endpoint); break;
      case WireEvent::Tick: swarm.drop_idle(); break;
      case WireEvent::Find: std::printf("%s\n", swarm.endpoint_of(e.id).c_str()); break;
    }
  }
  std::printf("%llu bytes\n", static_cast<unsigned long long>(swarm.downloaded()));
  return 0;
}
