// case: P01-forwarder-waiting
// from: fresh
// family: unbounded-map
// shape: a DNS forwarder keeps a record per forwarded query; only the arrival of the answer removes it, lost answers stay for ever
// mode: program
// flags:
#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "loop.h"

struct Datagram {
  std::string peer;
  std::string bytes;
};

bool receive_from(int fd, Datagram &out);
void send_to(int fd, const std::string &peer, const std::string &bytes);

struct Question {
  std::uint16_t id = 0;
  std::string name;
};
bool parse_question(const std::string &bytes, Question &out);

class Forwarder {
 public:
  Forwarder(Loop &loop, int client_fd, int upstream_fd, std::string upstream);

  std::uint64_t forwarded() const { return forwarded_; }
  std::uint64_t unmatched() const { return unmatched_; }

 private:
  using Clock = std::chrono::steady_clock;
  using QueryKey = std::pair<std::uint16_t, std::string>;
  struct Waiting {
    std::string client;
    std::uint16_t client_id;
    Clock::time_point since;
  };

  void client_readable(int fd);
  void upstream_readable(int fd);

  int client_fd_;
  int upstream_fd_;
  std::string upstream_;
  std::uint16_t next_id_ = 1;
  std::uint64_t forwarded_ = 0;
  std::uint64_t unmatched_ = 0;
  std::map<QueryKey, Waiting> waiting_;  // expect: unbounded-map
};
