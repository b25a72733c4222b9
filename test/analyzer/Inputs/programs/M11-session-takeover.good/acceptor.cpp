// case: M11-session-takeover
// from: M11 (chat server: a second login of the same user overwrites the session pointer)
// family: erase-without-reset
// shape: benign look-alike: login overwrites and forget erases raw pointers, but the acceptor in another file owns the sessions in unique_ptrs
// mode: program
// flags:
#include "acceptor.h"

void Acceptor::on_accept(int fd) { connections_.emplace(fd, std::make_unique<Session>(fd)); }

void Acceptor::on_login(int fd, const std::string &user) {
  auto it = connections_.find(fd);
  if (it == connections_.end() || !it->second->user().empty()) return;
  it->second->set_user(user);
  directory_.login(user, it->second.get());
}

void Acceptor::on_close(int fd) {
  auto it = connections_.find(fd);
  if (it == connections_.end()) return;
  directory_.forget(it->second.get());
  connections_.erase(it);
}
