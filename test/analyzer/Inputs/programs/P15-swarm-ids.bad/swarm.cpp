// case: P15-swarm-ids
// from: fresh
// family: asymmetric-index
// shape: a swarm indexes peers by endpoint and their ids by handshake; dropping a peer erases the endpoint only
// mode: program
// flags:
#include "swarm.h"

bool Swarm::admit(const std::string &endpoint, const std::string &id, int socket) {
  if (id == self_ || peers_.count(endpoint) != 0 || endpoints_.count(id) != 0) return false;
  auto peer = std::make_unique<Peer>(id, socket);
  endpoints_.insert_or_assign(id, endpoint);
  peers_.emplace(endpoint, std::move(peer));
  return true;
}

bool Swarm::received(const std::string &endpoint, std::uint64_t bytes) {
  auto it = peers_.find(endpoint);
  if (it == peers_.end()) return false;
  it->second->received(bytes);
  downloaded_ += bytes;
  return true;
}

std::string Swarm::endpoint_of(const std::string &id) const {
  auto it = endpoints_.find(id);
  return it == endpoints_.end() ? std::string() : it->second;
}
