#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace sessiond {

/// What a session may do, parsed from the scope its client asked for, such as
/// "profile:read events:read user/ada:write".
struct Permissions {
  bool read_profile = false;
  bool read_events = false;
  std::vector<std::string> writable;
};
Permissions permissions_for(const std::string &scope);

/// Checks the ticket the identity provider issued to \p user. After too many
/// bad ones every ticket is refused for a while.
bool authenticate(const std::string &user, const std::string &ticket);

struct AuthStats {
  std::size_t accounts, scopes;
};
AuthStats auth_stats();

/// Counts requests per client address in windows of one second. Thread-safe.
class RateLimiter {
public:
  bool allow(const std::string &client);
  /// Forgets the clients whose last window started more than \p age ago.
  void sweep(std::chrono::seconds age);
  std::size_t size() const;

private:
  struct Window {
    std::chrono::steady_clock::time_point start;
    unsigned requests = 0;
  };

  mutable std::mutex mutex_;
  std::unordered_map<std::string, Window> windows_;
};

/// Stand-in for the identity provider: a keyed FNV-1a of the user name.
inline std::string make_ticket(const std::string &user) {
  std::uint64_t hash = 14695981039346656037ull;
  for (unsigned char c : "loopback-secret/" + user)
    hash = (hash ^ c) * 1099511628211ull;
  return std::to_string(hash);
}

} // namespace sessiond
