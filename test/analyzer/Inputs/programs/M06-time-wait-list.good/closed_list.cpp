// case: M06-time-wait-list
// from: M06 (datagram server: ids of closed connections remembered for ever)
// family: unbounded-map
// shape: entries older than the time-wait period are erased in another file, from a std::function run by the alarm
// mode: program
// flags:
#include "closed_list.h"

void send_packet(int socket, std::uint64_t id, const std::string &bytes);

void ClosedList::add(std::uint64_t id, long now, int reason, const std::string &last_packet) {
  ClosedEntry entry;
  entry.since = now;
  entry.reason = reason;
  entry.last_packet = last_packet;
  entries_.insert_or_assign(id, std::move(entry));
}

bool ClosedList::answer(std::uint64_t id, int socket) const {
  auto it = entries_.find(id);
  if (it == entries_.end()) return false;
  send_packet(socket, id, it->second.last_packet);
  return true;
}
