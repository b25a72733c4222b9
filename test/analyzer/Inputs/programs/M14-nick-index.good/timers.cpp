// case: M14-nick-index
// from: M14 (IRC server: the ping time-out forgets the nick index)
// family: asymmetric-index
// shape: benign look-alike: leaving erases the index by descriptor only, since the nick stays reserved; another file erases reservations by age
// mode: program
// flags:
#include <vector>

#include "clients.h"

void Clients::pong(int fd, long now) {
  auto it = by_fd_.find(fd);
  if (it != by_fd_.end()) it->second->last_pong = now;
}

void Clients::drop_silent(long before, long now) {
  std::vector<int> silent;
  for (const auto &entry : by_fd_)
    if (entry.second->last_pong < before) silent.push_back(entry.first);
  for (int fd : silent) leave(fd, now);
}

void Clients::release_reserved(long before) {
  for (auto it = by_nick_.begin(); it != by_nick_.end();) {
    if (it->second->fd < 0 && it->second->offline_since < before)
      it = by_nick_.erase(it);
    else
      ++it;
  }
}
