// case: M04-prepared-statements
// from: M04 (database proxy: statement names of a pooled server link)
// family: unbounded-map
// shape: a member map of a pooled link that lives as long as the process gains a name per distinct query; only disconnect() at exit clears it
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>

class ServerLink {
 public:
  explicit ServerLink(int fd) : fd_(fd) {}
  ServerLink(const ServerLink &) = delete;
  ServerLink &operator=(const ServerLink &) = delete;

  bool busy() const { return busy_; }
  void acquire() { busy_ = true; }
  void release();
  std::string execute(const std::string &sql, const std::string &arguments);
  void disconnect();

 private:
  const std::string &name_of(const std::string &sql);

  int fd_;
  bool busy_ = false;
  std::uint64_t next_name_ = 0;
  std::unordered_map<std::string, std::string> prepared_;  // expect: unbounded-map
};
