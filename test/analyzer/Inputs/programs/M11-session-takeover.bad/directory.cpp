// case: M11-session-takeover
// from: M11 (chat server: a second login of the same user overwrites the session pointer)
// family: erase-without-reset
// shape: login assigns a new session over the entry of a user who is still logged in; logout and the destructor in another file do delete
// mode: program
// flags:
#include "directory.h"

void write_to(int fd, const std::string &text);

Directory::~Directory() {
  for (auto &entry : sessions_) delete entry.second;
}

void Directory::logout(const std::string &user) {
  auto it = sessions_.find(user);
  if (it == sessions_.end()) return;
  write_to(it->second->fd(), it->second->take_backlog());
  delete it->second;
  sessions_.erase(it);
}

bool Directory::message(const std::string &to, const std::string &text) {
  auto it = sessions_.find(to);
  if (it == sessions_.end()) return false;
  it->second->queue(text);
  return true;
}
