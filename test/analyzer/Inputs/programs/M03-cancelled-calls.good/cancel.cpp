// case: M03-cancelled-calls
// from: M03 (RPC client: cancelled calls stay pending)
// family: unbounded-map
// shape: cancel, time-out and reply all end in finish() of another file, which extracts the node
// mode: program
// flags:
#include <vector>

#include "client.h"

bool RpcClient::finish(std::uint64_t id, Status status, const std::string &body) {
  auto node = pending_.extract(id);
  if (node.empty()) return false;
  node.mapped().done(status, body);
  return true;
}

void RpcClient::cancel(std::uint64_t id) {
  if (finish(id, Status::Cancelled, std::string())) transport_.abort(id);
}

void RpcClient::on_timer(long now) {
  std::vector<std::uint64_t> late;
  for (const auto &entry : pending_)
    if (entry.second.deadline < now) late.push_back(entry.first);
  for (std::uint64_t id : late)
    if (finish(id, Status::TimedOut, std::string())) transport_.abort(id);
}
