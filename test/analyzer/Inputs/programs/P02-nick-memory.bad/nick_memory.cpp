// case: P02-nick-memory
// from: fresh
// family: unbounded-map
// shape: a base class of bouncer modules remembers every nick ever heard; its trim() that keeps the newest ones has no caller
// mode: program
// flags:
#include "nick_memory.h"

#include <utility>

void NickMemory::note(const std::string &nick, Sighting sighting) {
  sightings_.insert_or_assign(nick, std::move(sighting));
}

std::optional<Sighting> NickMemory::recall(const std::string &nick) const {
  auto it = sightings_.find(nick);
  if (it == sightings_.end()) return std::nullopt;
  return it->second;
}

void NickMemory::trim(std::size_t keep) {
  while (sightings_.size() > keep) {
    auto oldest = sightings_.begin();
    for (auto it = sightings_.begin(); it != sightings_.end(); ++it)
      if (it->second.when < oldest->second.when) oldest = it;
    sightings_.erase(oldest);
  }
}
