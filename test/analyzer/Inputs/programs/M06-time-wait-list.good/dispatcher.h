// case: M06-time-wait-list
// from: M06 (datagram server: ids of closed connections remembered for ever)
// family: unbounded-map
// shape: entries older than the time-wait period are erased in another file, from a std::function run by the alarm
// mode: program
// flags:
#pragma once
#include <functional>
#include <memory>

#include "closed_list.h"

class Session {
 public:
  virtual ~Session() = default;
  virtual bool on_packet(const std::string &bytes, long now) = 0;
  virtual bool idle(long now) const = 0;
  virtual std::string closing_packet() const = 0;
  virtual int reason() const = 0;
};
std::unique_ptr<Session> make_session(std::uint64_t id);

struct Alarm {
  long next = 0;
  std::function<void(long)> ring;
};

class Dispatcher {
 public:
  Dispatcher(int socket, Alarm &alarm);
  void dispatch(std::uint64_t id, const std::string &bytes, long now);
  void on_timer(long now);

 private:
  int socket_;
  std::unordered_map<std::uint64_t, std::unique_ptr<Session>> active_;
  ClosedList closed_;
};
