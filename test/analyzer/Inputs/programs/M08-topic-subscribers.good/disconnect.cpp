// case: M08-topic-subscribers
// from: M08 (message broker: empty topics kept after disconnects)
// family: inner-map-never-cleared
// shape: the disconnect path erases from the inner maps and the emptied topics are swept right after it in a helper of another file
// mode: program
// flags:
#include "broker.h"

void log_disconnect(std::uint64_t client);

void Broker::on_disconnect(std::uint64_t client) {
  for (auto &topic : topics_) topic.second.erase(client);
  drop_empty_topics();
  log_disconnect(client);
}
