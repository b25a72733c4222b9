// case: K90-main-in-a-namespace
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: main calls app::main once, whose local lives as long as the program; the sweep runs before the loop only
// mode: program
#include "stats.h"

void ServerStats::note(const std::string &host, long speed) { byHost_[host] = speed; }

void ServerStats::dropOlderThan(long limit) {
  for (auto it = byHost_.begin(); it != byHost_.end();) {
    if (it->second < limit)
      it = byHost_.erase(it);
    else
      ++it;
  }
}

long ServerStats::speedOf(const std::string &host) const {
  auto it = byHost_.find(host);
  return it == byHost_.end() ? 0 : it->second;
}
