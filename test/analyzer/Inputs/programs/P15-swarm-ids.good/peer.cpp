// case: P15-swarm-ids
// from: fresh
// family: asymmetric-index
// shape: dropping erases the endpoint only as well, but the peer's destructor calls the swarm back through a virtual interface and its id is erased there
// mode: program
// flags:
#include "peer.h"

#include <unistd.h>

Peer::Peer(PeerOwner &owner, std::string id, int socket)
    : owner_(owner), id_(std::move(id)), socket_(socket), last_(Clock::now()) {}

Peer::~Peer() {
  owner_.peer_gone(id_);
  ::close(socket_);
}

void Peer::received(std::uint64_t bytes) {
  bytes_ += bytes;
  last_ = Clock::now();
}
