// case: M03-cancelled-calls
// from: M03 (RPC client: cancelled calls stay pending)
// family: unbounded-map
// shape: cancel, time-out and reply all end in finish() of another file, which extracts the node
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
};

class RpcClient {
 public:
  explicit RpcClient(Transport &transport) : transport_(transport) {}
  std::uint64_t call(const std::string &body, long deadline, Done done);
  void on_reply(std::uint64_t id, const std::string &body);
  void cancel(std::uint64_t id);
  void on_timer(long now);

 private:
  bool finish(std::uint64_t id, Status status, const std::string &body);

  Transport &transport_;
  std::uint64_t next_ = 1;
  std::map<std::uint64_t, PendingCall> pending_;
};
