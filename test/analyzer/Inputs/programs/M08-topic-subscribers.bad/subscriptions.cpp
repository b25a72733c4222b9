// case: M08-topic-subscribers
// from: M08 (message broker: empty topics kept after disconnects)
// family: inner-map-never-cleared
// shape: unsubscribe() takes an emptied topic out; the disconnect path in the other file erases from the inner maps only
// mode: program
// flags:
#include "broker.h"

void Broker::subscribe(std::uint64_t client, const std::string &topic, Deliver deliver) {
  topics_[topic].insert_or_assign(client, std::move(deliver));
}

void Broker::unsubscribe(std::uint64_t client, const std::string &topic) {
  auto it = topics_.find(topic);
  if (it == topics_.end()) return;
  it->second.erase(client);
  if (it->second.empty()) topics_.erase(it);
}

void Broker::publish(const std::string &topic, const std::string &payload) const {
  auto it = topics_.find(topic);
  if (it == topics_.end()) return;
  for (const auto &subscriber : it->second) subscriber.second(payload);
}
