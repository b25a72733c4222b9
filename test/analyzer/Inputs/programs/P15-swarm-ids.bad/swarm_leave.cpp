// case: P15-swarm-ids
// from: fresh
// family: asymmetric-index
// shape: a swarm indexes peers by endpoint and their ids by handshake; dropping a peer erases the endpoint only
// mode: program
// flags:
#include <vector>

#include "swarm.h"

void log_departure(const std::string &endpoint, const std::string &id, std::uint64_t bytes);

void Swarm::drop(const std::string &endpoint) {
  auto it = peers_.find(endpoint);
  if (it == peers_.end()) return;
  log_departure(endpoint, it->second->id(), it->second->bytes());
  peers_.erase(it);  // expect: asymmetric-index
}

void Swarm::drop_idle() {
  const auto now = Peer::Clock::now();
  std::vector<std::string> idle;
  for (const auto &[endpoint, peer] : peers_)
    if (peer->idle(now)) idle.push_back(endpoint);
  for (const auto &endpoint : idle) drop(endpoint);
}
