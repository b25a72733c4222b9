// case: M12-peer-sweep
// from: M12 (peer-to-peer node: the sweep thread skips the lock)
// family: unlocked-map-access
// shape: sweep() takes no lock, but both callers hold the base's mutex; the constructor fills the map without it before the thread exists
// mode: program
// flags:
#include "registry.h"

void Registry::seen(const std::string &address, const std::string &agent, long now) {
  std::lock_guard<std::mutex> guard(mutex_);
  Peer &peer = peers_[address];
  peer.agent = agent;
  peer.last_seen = now;
}

std::size_t Registry::count() const {
  std::lock_guard<std::mutex> guard(mutex_);
  return peers_.size();
}
