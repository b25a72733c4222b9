// case: M14-nick-index
// from: M14 (IRC server: the ping time-out forgets the nick index)
// family: asymmetric-index
// shape: quit() erases a client from both indexes; the time-out sweep in another file erases from the index by descriptor only
// mode: program
// flags:
#include "clients.h"

bool Clients::join(int fd, const std::string &nick, long now) {
  if (by_fd_.count(fd) != 0 || by_nick_.count(nick) != 0) return false;
  auto client = std::make_shared<Client>();
  client->fd = fd;
  client->nick = nick;
  client->last_pong = now;
  by_fd_.emplace(fd, client);
  by_nick_.emplace(nick, client);
  return true;
}

void Clients::quit(int fd) {
  auto it = by_fd_.find(fd);
  if (it == by_fd_.end()) return;
  const std::shared_ptr<Client> client = it->second;
  by_nick_.erase(client->nick);
  by_fd_.erase(it);
  on_gone_(*client);
}

std::shared_ptr<Client> Clients::with_nick(const std::string &nick) const {
  auto it = by_nick_.find(nick);
  return it == by_nick_.end() ? nullptr : it->second;
}
