// case: M03-cancelled-calls
// from: M03 (RPC client: cancelled calls stay pending)
// family: unbounded-map
// shape: cancel, time-out and reply all end in finish() of another file, which extracts the node
// mode: program
// flags:
#include "client.h"

std::uint64_t RpcClient::call(const std::string &body, long deadline, Done done) {
  const std::uint64_t id = next_++;
  if (!transport_.write(id, body)) {
    done(Status::Failed, std::string());
    return 0;
  }
  PendingCall call;
  call.done = std::move(done);
  call.deadline = deadline;
  pending_.emplace(id, std::move(call));
  return id;
}

void RpcClient::on_reply(std::uint64_t id, const std::string &body) { finish(id, Status::Ok, body); }
