// case: V01-crane-commands
// from: rclcpp
// family: unbounded-map
// shape: each command over a lossy link waits in a map for its reply; the pruning by age exists and nobody calls it
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>

struct Reply {
  std::uint64_t sequence = 0;
  int status = 0;
};

class StationClient {
 public:
  using Done = std::function<void(const Reply &)>;

  explicit StationClient(const std::string &limits_file);
  bool send(const std::string &verb, int load, long now_ms, Done done);
  void on_reply(const Reply &reply);
  std::size_t drop_older_than(long cutoff_ms);

 private:
  struct Pending {
    long sent_ms;
    Done done;
  };
  std::uint64_t next_sequence_ = 1;
  std::map<std::string, int> limits_;
  std::unordered_map<std::uint64_t, Pending> pending_;  // expect: unbounded-map
};
