// case: K60-subscribers-by-topic
// from: pattern of publish/subscribe brokers
// family: inner-map-never-cleared
// shape: the last subscriber leaves and the topic keeps its empty map
// mode: program
#pragma once
#include <map>
#include <string>
#include <unordered_map>

class Broker {
public:
  void subscribe(const std::string &topic, int client, int qos);
  void unsubscribe(const std::string &topic, int client);
  int publish(const std::string &topic) const;

private:
  std::unordered_map<std::string, std::map<int, int>> topics_;
};
