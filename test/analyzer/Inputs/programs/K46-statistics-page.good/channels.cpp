// case: K46-statistics-page
// from: pattern of status pages that walk the table of their server
// family: unlocked-map-access
// shape: the accessor returns a copy that it makes under the lock
// mode: program
#include "channels.h"

void Channels::join(const std::string &name) {
  std::lock_guard<std::mutex> lock(mutex_);
  ++members_[name];
}

void Channels::leave(const std::string &name) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto it = members_.find(name);
  if (it != members_.end() && --it->second == 0)
    members_.erase(it);
}
