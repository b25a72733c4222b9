// case: M11-session-takeover
// from: M11 (chat server: a second login of the same user overwrites the session pointer)
// family: erase-without-reset
// shape: benign look-alike: login overwrites and forget erases raw pointers, but the acceptor in another file owns the sessions in unique_ptrs
// mode: program
// flags:
#pragma once
#include <string>

class Session {
 public:
  explicit Session(int fd) : fd_(fd) {}
  const std::string &user() const { return user_; }
  void set_user(const std::string &user) { user_ = user; }
  int fd() const { return fd_; }

 private:
  std::string user_;
  int fd_;
};
