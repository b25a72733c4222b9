// case: P15-swarm-ids
// from: fresh
// family: asymmetric-index
// shape: a swarm indexes peers by endpoint and their ids by handshake; dropping a peer erases the endpoint only
// mode: program
// flags:
#include "peer.h"

#include <unistd.h>

Peer::Peer(std::string id, int socket) : id_(std::move(id)), socket_(socket), last_(Clock::now()) {}

Peer::~Peer() { ::close(socket_); }

void Peer::received(std::uint64_t bytes) {
  bytes_ += bytes;
  last_ = Clock::now();
}
