// case: M12-peer-sweep
// from: M12 (peer-to-peer node: the sweep thread skips the lock)
// family: unlocked-map-access
// shape: sweep() of the derived class takes no lock; the admin command calls it under the base's mutex, the thread entry point in another file without
// mode: program
// flags:
#include "node.h"

std::size_t Node::sweep(long before) {
  std::size_t gone = 0;
  for (auto it = peers_.begin(); it != peers_.end();) {  // accept: unlocked-map-access
    if (it->second.last_seen >= before) {  // accept: unlocked-map-access
      ++it;
      continue;
    }
    it = peers_.erase(it);  // expect: unlocked-map-access
    ++gone;
  }
  return gone;
}

std::size_t Node::purge(long before) {
  std::lock_guard<std::mutex> guard(mutex_);
  return sweep(before);
}
