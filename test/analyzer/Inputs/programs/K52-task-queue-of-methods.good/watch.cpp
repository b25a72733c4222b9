// case: K52-task-queue-of-methods
// from: pattern of std::thread started with a member function
// family: unlocked-map-access
// shape: it walks under the lock
// mode: program
#include "presence.h"

bool tick();

void Presence::watch() {
  while (tick()) {
    const std::lock_guard<std::mutex> lock(mutex_);
    oldest_ = 0;
    for (auto &entry : since_)
      if (oldest_ == 0 || entry.second < oldest_)
        oldest_ = entry.second;
  }
}
