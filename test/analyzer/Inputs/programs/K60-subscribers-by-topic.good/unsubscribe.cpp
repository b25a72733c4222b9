// case: K60-subscribers-by-topic
// from: pattern of publish/subscribe brokers
// family: inner-map-never-cleared
// shape: the unit that unsubscribes erases the topic when it has become empty
// mode: program
#include "broker.h"

void Broker::unsubscribe(const std::string &topic, int client) {
  auto it = topics_.find(topic);
  if (it == topics_.end())
    return;
  it->second.erase(client);
  if (it->second.empty())
    topics_.erase(it);
}
