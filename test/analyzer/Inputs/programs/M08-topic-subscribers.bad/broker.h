// case: M08-topic-subscribers
// from: M08 (message broker: empty topics kept after disconnects)
// family: inner-map-never-cleared
// shape: unsubscribe() takes an emptied topic out; the disconnect path in the other file erases from the inner maps only
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>

using Deliver = std::function<void(const std::string &)>;

class ConnectionObserver {
 public:
  virtual ~ConnectionObserver() = default;
  virtual void on_disconnect(std::uint64_t client) = 0;
};

class Broker : public ConnectionObserver {
 public:
  void subscribe(std::uint64_t client, const std::string &topic, Deliver deliver);
  void unsubscribe(std::uint64_t client, const std::string &topic);
  void publish(const std::string &topic, const std::string &payload) const;
  void on_disconnect(std::uint64_t client) override;

 private:
  std::map<std::string, std::map<std::uint64_t, Deliver>> topics_;  // accept: unbounded-map, inner-map-never-cleared
};
