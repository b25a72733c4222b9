// case: M08-topic-subscribers
// from: M08 (message broker: empty topics kept after disconnects)
// family: inner-map-never-cleared
// shape: the disconnect path erases from the inner maps and the emptied topics are swept right after it in a helper of another file
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
  void drop_empty_topics();

  std::map<std::string, std::map<std::uint64_t, Deliver>> topics_;
};
