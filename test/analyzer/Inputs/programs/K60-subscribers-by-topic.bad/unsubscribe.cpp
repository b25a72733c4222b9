// case: K60-subscribers-by-topic
// from: pattern of publish/subscribe brokers
// family: inner-map-never-cleared
// shape: the last subscriber leaves and the topic keeps its empty map
// mode: program
#include "broker.h"

void Broker::unsubscribe(const std::string &topic, int client) {
  auto it = topics_.find(topic);
  if (it == topics_.end())
    return;
  it->second.erase(client); // expect: inner-map-never-cleared
}
