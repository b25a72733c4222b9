#pragma once

#include <chrono>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>

namespace sessiond {

/// Rendered profile pages; the page unread for longest makes room for a new
/// one. Thread-safe, readers do not block each other.
class ProfileCache {
public:
  std::optional<std::string> get(const std::string &user);
  void put(const std::string &user, const std::string &text);
  void invalidate(const std::string &user);
  std::size_t size() const;

private:
  using Clock = std::chrono::steady_clock;
  struct Page {
    std::string text;
    Clock::time_point last_read;
  };

  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, Page> pages_;
};

} // namespace sessiond
