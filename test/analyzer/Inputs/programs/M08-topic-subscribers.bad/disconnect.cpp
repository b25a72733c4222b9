// case: M08-topic-subscribers
// from: M08 (message broker: empty topics kept after disconnects)
// family: inner-map-never-cleared
// shape: unsubscribe() takes an emptied topic out; the disconnect path in the other file erases from the inner maps only
// mode: program
// flags:
#include "broker.h"

void log_disconnect(std::uint64_t client);

void Broker::on_disconnect(std::uint64_t client) {
  for (auto &topic : topics_) topic.second.erase(client);  // expect: inner-map-never-cleared
  log_disconnect(client);
}
