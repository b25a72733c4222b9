// case: M04-prepared-statements
// from: M04 (database proxy: statement names of a pooled server link)
// family: unbounded-map
// shape: the map only grows, but it is a member of a Transaction that lives for one client transaction; the long-lived link has none
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>

class ServerLink {
 public:
  explicit ServerLink(int fd) : fd_(fd) {}
  int fd() const { return fd_; }

 private:
  int fd_;
};

class Transaction {
 public:
  explicit Transaction(ServerLink &link);
  ~Transaction();
  Transaction(const Transaction &) = delete;
  Transaction &operator=(const Transaction &) = delete;

  std::string execute(const std::string &sql, const std::string &arguments);

 private:
  const std::string &name_of(const std::string &sql);

  ServerLink &link_;
  std::uint64_t next_name_ = 0;
  std::unordered_map<std::string, std::string> prepared_;
};
