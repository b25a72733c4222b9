// case: M14-nick-index
// from: M14 (IRC server: the ping time-out forgets the nick index)
// family: asymmetric-index
// shape: quit() erases a client from both indexes; the time-out sweep in another file erases from the index by descriptor only
// mode: program
// flags:
#include "clients.h"

void Clients::pong(int fd, long now) {
  auto it = by_fd_.find(fd);
  if (it != by_fd_.end()) it->second->last_pong = now;
}

void Clients::drop_silent(long before) {
  for (auto it = by_fd_.begin(); it != by_fd_.end();) {
    if (it->second->last_pong >= before) {
      ++it;
      continue;
    }
    on_gone_(*it->second);
    it = by_fd_.erase(it);  // expect: asymmetric-index
  }
}
