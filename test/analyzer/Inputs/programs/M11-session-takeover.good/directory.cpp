// case: M11-session-takeover
// from: M11 (chat server: a second login of the same user overwrites the session pointer)
// family: erase-without-reset
// shape: benign look-alike: login overwrites and forget erases raw pointers, but the acceptor in another file owns the sessions in unique_ptrs
// mode: program
// flags:
#include "directory.h"

void greet(int fd, const std::string &user);
void shut_connection(int fd);
void write_to(int fd, const std::string &text);

void Directory::login(const std::string &user, Session *session) {
  auto it = sessions_.find(user);
  if (it != sessions_.end()) shut_connection(it->second->fd());
  sessions_[user] = session;
  greet(session->fd(), user);
}

void Directory::forget(const Session *session) {
  auto it = sessions_.find(session->user());
  if (it != sessions_.end() && it->second == session) sessions_.erase(it);
}

bool Directory::message(const std::string &to, const std::string &text) const {
  auto it = sessions_.find(to);
  if (it == sessions_.end()) return false;
  write_to(it->second->fd(), text);
  return true;
}
