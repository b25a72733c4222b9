// case: M11-session-takeover
// from: M11 (chat server: a second login of the same user overwrites the session pointer)
// family: erase-without-reset
// shape: login assigns a new session over the entry of a user who is still logged in; logout and the destructor in another file do delete
// mode: program
// flags:
#pragma once
#include <string>

class Session {
 public:
  Session(std::string user, int fd) : user_(std::move(user)), fd_(fd) {}
  const std::string &user() const { return user_; }
  int fd() const { return fd_; }
  void queue(const std::string &text) { backlog_ += text; }
  std::string take_backlog() { return std::move(backlog_); }

 private:
  std::string user_;
  std::string backlog_;
  int fd_;
};
