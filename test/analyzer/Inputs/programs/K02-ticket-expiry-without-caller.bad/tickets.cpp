// case: K02-ticket-expiry-without-caller
// from: pattern of eviction methods that lost their caller in a refactoring
// family: unbounded-map
// shape: the public purgeOlderThan() is defined and declared, but no unit calls it
// mode: program
#include "tickets.h"

void Tickets::issue(const std::string &subject, long now) {
  std::lock_guard<std::mutex> lock(mutex_);
  issued_[subject] = now;
}

bool Tickets::valid(const std::string &subject, long now) const {
  std::lock_guard<std::mutex> lock(mutex_);
  auto it = issued_.find(subject);
  return it != issued_.end() && now - it->second < 600;
}

void Tickets::purgeOlderThan(long limit) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (auto it = issued_.begin(); it != issued_.end();) {
    if (it->second < limit)
      it = issued_.erase(it);
    else
      ++it;
  }
}

Tickets &tickets() {
  static Tickets all;
  return all;
}
