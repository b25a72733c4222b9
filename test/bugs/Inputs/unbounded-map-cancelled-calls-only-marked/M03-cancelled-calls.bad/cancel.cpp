// case: M03-cancelled-calls
// from: M03 (RPC client: cancelled calls stay pending)
// family: unbounded-map
// shape: a reply erases the pending call; a cancelled or timed-out call is answered and aborted but its entry stays
// mode: program
// flags:
#include "client.h"

void RpcClient::give_up(std::uint64_t id, PendingCall &call, Status status) {
  call.answered = true;
  transport_.abort(id);
  call.done(status, std::string());
}

void RpcClient::cancel(std::uint64_t id) {
  auto it = pending_.find(id);
  if (it != pending_.end() && !it->second.answered) give_up(id, it->second, Status::Cancelled);
}

void RpcClient::on_timer(long now) {
  for (auto &entry : pending_)
    if (!entry.second.answered && entry.second.deadline < now) give_up(entry.first, entry.second, Status::TimedOut);
}
