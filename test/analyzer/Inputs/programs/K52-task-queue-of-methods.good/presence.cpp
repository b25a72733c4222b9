// case: K52-task-queue-of-methods
// from: pattern of std::thread started with a member function
// family: unlocked-map-access
// shape: it walks under the lock
// mode: program
#include "presence.h"

void Presence::online(const std::string &user, long now) {
  const std::lock_guard<std::mutex> lock(mutex_);
  since_[user] = now;
}

void Presence::offline(const std::string &user) {
  const std::lock_guard<std::mutex> lock(mutex_);
  since_.erase(user);
}
