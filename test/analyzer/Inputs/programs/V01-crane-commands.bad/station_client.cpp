// case: V01-crane-commands
// from: rclcpp
// family: unbounded-map
// shape: each command over a lossy link waits in a map for its reply; the pruning by age exists and nobody calls it
// mode: program
// flags:
#include "station_client.h"

#include <fstream>

void send_datagram(std::uint64_t sequence, const std::string &verb, int load);

StationClient::StationClient(const std::string &limits_file) {
  std::ifstream in(limits_file);
  std::string verb;
  int limit;
  while (in >> verb >> limit) limits_[verb] = limit;
}

bool StationClient::send(const std::string &verb, int load, long now_ms, Done done) {
  auto limit = limits_.find(verb);
  if (limit == limits_.end() || load > limit->second) return false;
  const std::uint64_t sequence = next_sequence_++;
  pending_.emplace(sequence, Pending{now_ms, std::move(done)});
  send_datagram(sequence, verb, load);
  return true;
}

void StationClient::on_reply(const Reply &reply) {
  auto it = pending_.find(reply.sequence);
  if (it == pending_.end()) return;
  Done done = std::move(it->second.done);
  pending_.erase(it);
  done(reply);
}
