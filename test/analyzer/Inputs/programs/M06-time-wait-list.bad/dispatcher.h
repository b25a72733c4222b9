// case: M06-time-wait-list
// from: M06 (datagram server: ids of closed connections remembered for ever)
// family: unbounded-map
// shape: a closed session is erased from the active map and noted in a second map of another class, which answers late packets and never forgets
// mode: program
// flags:
#pragma once
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

class Dispatcher {
 public:
  explicit Dispatcher(int socket) : socket_(socket) {}
  void dispatch(std::uint64_t id, const std::string &bytes, long now);
  void on_timer(long now);
  std::size_t remembered() const { return closed_.size(); }

 private:
  int socket_;
  std::unordered_map<std::uint64_t, std::unique_ptr<Session>> active_;
  ClosedList closed_;
};
