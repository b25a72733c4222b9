// case: M11-session-takeover
// from: M11 (chat server: a second login of the same user overwrites the session pointer)
// family: erase-without-reset
// shape: benign look-alike: login overwrites and forget erases raw pointers, but the acceptor in another file owns the sessions in unique_ptrs
// mode: program
// flags:
#pragma once
#include <memory>

#include "directory.h"

class Acceptor {
 public:
  explicit Acceptor(Directory &directory) : directory_(directory) {}
  void on_accept(int fd);
  void on_login(int fd, const std::string &user);
  void on_close(int fd);

 private:
  Directory &directory_;
  std::map<int, std::unique_ptr<Session>> connections_;
};
