// case: M11-session-takeover
// from: M11 (chat server: a second login of the same user overwrites the session pointer)
// family: erase-without-reset
// shape: login assigns a new session over the entry of a user who is still logged in; logout and the destructor in another file do delete
// mode: program
// flags:
#include "directory.h"

void greet(int fd, const std::string &user);
void shut_connection(int fd);

void Directory::login(const std::string &user, int fd) {
  auto it = sessions_.find(user);
  if (it != sessions_.end()) shut_connection(it->second->fd());
  sessions_[user] = new Session(user, fd);  // expect: erase-without-reset
  greet(fd, user);
}
