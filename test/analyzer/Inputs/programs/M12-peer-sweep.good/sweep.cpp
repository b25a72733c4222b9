// case: M12-peer-sweep
// from: M12 (peer-to-peer node: the sweep thread skips the lock)
// family: unlocked-map-access
// shape: sweep() takes no lock, but both callers hold the base's mutex; the constructor fills the map without it before the thread exists
// mode: program
// flags:
#include "node.h"

std::size_t Node::sweep(long before) {
  std::size_t gone = 0;
  for (auto it = peers_.begin(); it != peers_.end();) {
    if (it->second.last_seen >= before) {
      ++it;
      continue;
    }
    it = peers_.erase(it);
    ++gone;
  }
  return gone;
}

std::size_t Node::purge(long before) {
  std::lock_guard<std::mutex> guard(mutex_);
  return sweep(before);
}
