// case: M11-session-takeover
// from: M11 (chat server: a second login of the same user overwrites the session pointer)
// family: erase-without-reset
// shape: login assigns a new session over the entry of a user who is still logged in; logout and the destructor in another file do delete
// mode: program
// flags:
#pragma once
#include <map>

#include "session.h"

class Directory {
 public:
  Directory() = default;
  ~Directory();
  Directory(const Directory &) = delete;
  Directory &operator=(const Directory &) = delete;

  void login(const std::string &user, int fd);
  void logout(const std::string &user);
  bool message(const std::string &to, const std::string &text);

 private:
  std::map<std::string, Session *> sessions_;
};
