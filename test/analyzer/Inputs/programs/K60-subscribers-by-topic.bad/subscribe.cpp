// case: K60-subscribers-by-topic
// from: pattern of publish/subscribe brokers
// family: inner-map-never-cleared
// shape: the last subscriber leaves and the topic keeps its empty map
// mode: program
#include "broker.h"

void Broker::subscribe(const std::string &topic, int client, int qos) { topics_[topic][client] = qos; }

int Broker::publish(const std::string &topic) const {
  auto it = topics_.find(topic);
  int sent = 0;
  if (it != topics_.end())
    for (const auto &subscriber : it->second)
      sent += subscriber.second > 0;
  return sent;
}
