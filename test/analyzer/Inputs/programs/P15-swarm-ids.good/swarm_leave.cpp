// case: P15-swarm-ids
// from: fresh
// family: asymmetric-index
// shape: dropping erases the endpoint only as well, but the peer's destructor calls the swarm back through a virtual interface and its id is erased there
// mode: program
// flags:
#include <vector>

#include "swarm.h"

void log_departure(const std::string &endpoint, const std::string &id, std::uint64_t bytes);

void Swarm::drop(const std::string &endpoint) {
  auto it = peers_.find(endpoint);
  if (it == peers_.end()) return;
  log_departure(endpoint, it->second->id(), it->second->bytes());
  peers_.erase(it);
}

void Swarm::drop_idle() {
  const auto now = Peer::Clock::now();
  std::vector<std::string> idle;
  for (const auto &[endpoint, peer] : peers_)
    if (peer->idle(now)) idle.push_back(endpoint);
  for (const auto &endpoint : idle) drop(endpoint);
}

void Swarm::peer_gone(const std::string &id) { endpoints_.erase(id); }
