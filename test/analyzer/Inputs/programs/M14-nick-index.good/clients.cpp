// case: M14-nick-index
// from: M14 (IRC server: the ping time-out forgets the nick index)
// family: asymmetric-index
// shape: benign look-alike: leaving erases the index by descriptor only, since the nick stays reserved; another file erases reservations by age
// mode: program
// flags:
#include "clients.h"

void close_socket(int fd);

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

void Clients::leave(int fd, long now) {
  auto it = by_fd_.find(fd);
  if (it == by_fd_.end()) return;
  it->second->offline_since = now;
  it->second->fd = -1;
  by_fd_.erase(it);
  close_socket(fd);
}

std::shared_ptr<Client> Clients::with_nick(const std::string &nick) const {
  auto it = by_nick_.find(nick);
  return it == by_nick_.end() ? nullptr : it->second;
}
