// case: M08-topic-subscribers
// from: M08 (message broker: empty topics kept after disconnects)
// family: inner-map-never-cleared
// shape: the disconnect path erases from the inner maps and the emptied topics are swept right after it in a helper of another file
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
  drop_empty_topics();
}

void Broker::drop_empty_topics() {
  for (auto it = topics_.begin(); it != topics_.end();)
    it = it->second.empty() ? topics_.erase(it) : std::next(it);
}

void Broker::publish(const std::string &topic, const std::string &payload) const {
  auto it = topics_.find(topic);
  if (it == topics_.end()) return;
  for (const auto &subscriber : it->second) subscriber.second(payload);
}
