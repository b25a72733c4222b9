#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tsl/robin_map.h>
#include <unordered_map>
#include <vector>

namespace sessiond {

/// Topics are paths ("users/ada/mail"); an event reaches the subscribers of its
/// topic and of every topic above it. Thread-safe; callbacks run under the
/// hub's lock and must not call back into the hub.
class EventHub {
public:
  using Callback = std::function<void(const std::string &event)>;

  /// Returns the number of the topic's last event so far.
  std::uint64_t subscribe(const std::string &name, std::uint64_t subscriber,
                          Callback callback);
  void unsubscribe(const std::string &name, std::uint64_t subscriber);
  void publish(const std::string &name, const std::string &event);
  std::size_t size() const;

private:
  struct Topic {
    std::uint64_t sequence = 0;
    std::size_t below = 0; ///< Subscriptions to topics under this one.
    std::unordered_map<std::uint64_t, Callback> subscribers;
  };

  void drop_if_unused(const std::string &name);

  mutable std::mutex mutex_;
  tsl::robin_map<std::string, Topic> topics_;
};

struct Stream;

/// The events waiting for clients that poll, by stream id. Thread-safe.
class StreamTable {
public:
  ~StreamTable();

  std::uint64_t open(const std::string &client);
  void close(std::uint64_t id);
  /// Queues \p event for the next poll; a full queue drops its oldest event.
  void deliver(std::uint64_t id, const std::string &event);
  /// Takes the queued events, or nothing when the stream is closed.
  std::optional<std::vector<std::string>> drain(std::uint64_t id);
  std::size_t size() const;

private:
  mutable std::mutex mutex_;
  std::uint64_t last_id_ = 0;
  std::map<std::uint64_t, Stream *> open_;
};

} // namespace sessiond
