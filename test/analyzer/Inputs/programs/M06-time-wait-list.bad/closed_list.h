// case: M06-time-wait-list
// from: M06 (datagram server: ids of closed connections remembered for ever)
// family: unbounded-map
// shape: a closed session is erased from the active map and noted in a second map of another class, which answers late packets and never forgets
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>

struct ClosedEntry {
  long since = 0;
  int reason = 0;
  std::string last_packet;
};

class ClosedList {
 public:
  void add(std::uint64_t id, long now, int reason, const std::string &last_packet);
  bool answer(std::uint64_t id, int socket) const;
  std::size_t size() const { return entries_.size(); }

 private:
  std::unordered_map<std::uint64_t, ClosedEntry> entries_;  // expect: unbounded-map
};
