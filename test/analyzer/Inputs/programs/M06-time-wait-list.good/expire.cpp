// case: M06-time-wait-list
// from: M06 (datagram server: ids of closed connections remembered for ever)
// family: unbounded-map
// shape: entries older than the time-wait period are erased in another file, from a std::function run by the alarm
// mode: program
// flags:
#include "closed_list.h"

namespace {
constexpr long kTimeWait = 200;
}

void ClosedList::expire(long now) {
  for (auto it = entries_.begin(); it != entries_.end();) {
    if (now - it->second.since > kTimeWait)
      it = entries_.erase(it);
    else
      ++it;
  }
}
