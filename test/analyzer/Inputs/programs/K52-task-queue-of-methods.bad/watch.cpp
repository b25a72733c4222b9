// case: K52-task-queue-of-methods
// from: pattern of std::thread started with a member function
// family: unlocked-map-access
// shape: the thread's function walks the table without the lock; it is in another unit than the writers
// mode: program
#include "presence.h"

bool tick();

void Presence::watch() {
  while (tick()) {
    oldest_ = 0;
    for (auto &entry : since_) // expect: unlocked-map-access
      if (oldest_ == 0 || entry.second < oldest_)
        oldest_ = entry.second;
  }
}
