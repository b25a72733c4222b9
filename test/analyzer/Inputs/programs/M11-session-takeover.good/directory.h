// case: M11-session-takeover
// from: M11 (chat server: a second login of the same user overwrites the session pointer)
// family: erase-without-reset
// shape: benign look-alike: login overwrites and forget erases raw pointers, but the acceptor in another file owns the sessions in unique_ptrs
// mode: program
// flags:
#pragma once
#include <map>

#include "session.h"

class Directory {
 public:
  void login(const std::string &user, Session *session);
  void forget(const Session *session);
  bool message(const std::string &to, const std::string &text) const;

 private:
  std::map<std::string, Session *> sessions_;
};
