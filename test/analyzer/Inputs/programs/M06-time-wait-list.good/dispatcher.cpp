// case: M06-time-wait-list
// from: M06 (datagram server: ids of closed connections remembered for ever)
// family: unbounded-map
// shape: entries older than the time-wait period are erased in another file, from a std::function run by the alarm
// mode: program
// flags:
#include "dispatcher.h"

Dispatcher::Dispatcher(int socket, Alarm &alarm) : socket_(socket) {
  alarm.ring = [this](long now) {
    on_timer(now);
    closed_.expire(now);
  };
}

void Dispatcher::dispatch(std::uint64_t id, const std::string &bytes, long now) {
  auto it = active_.find(id);
  if (it == active_.end()) {
    if (closed_.answer(id, socket_)) return;
    it = active_.emplace(id, make_session(id)).first;
  }
  if (it->second->on_packet(bytes, now)) return;
  closed_.add(id, now, it->second->reason(), it->second->closing_packet());
  active_.erase(it);
}

void Dispatcher::on_timer(long now) {
  for (auto it = active_.begin(); it != active_.end();) {
    if (it->second->idle(now)) {
      closed_.add(it->first, now, it->second->reason(), it->second->closing_packet());
      it = active_.erase(it);
    } else {
      ++it;
    }
  }
}
