// case: M03-cancelled-calls
// from: M03 (RPC client: cancelled calls stay pending)
// family: unbounded-map
// shape: a reply erases the pending call; a cancelled or timed-out call is answered and aborted but its entry stays
// mode: program
// flags:
#pragma once
#include <functional>
#include <map>

#include "transport.h"

enum class Status { Ok, Failed, Cancelled, TimedOut };
using Done = std::function<void(Status, const std::string &)>;

struct PendingCall {
  Done done;
  long deadline = 0;
  bool answered = false;
};

class RpcClient {
 public:
  explicit RpcClient(Transport &transport) : transport_(transport) {}
  std::uint64_t call(const std::string &body, long deadline, Done done);
  void on_reply(std::uint64_t id, const std::string &body);
  void cancel(std::uint64_t id);
  void on_timer(long now);

 private:
  void give_up(std::uint64_t id, PendingCall &call, Status status);

  Transport &transport_;
  std::uint64_t next_ = 1;
  std::map<std::uint64_t, PendingCall> pending_;  // expect: unbounded-map
};
