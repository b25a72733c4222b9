#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

namespace sessiond {

enum class AuditKind { Login, Logout, Refused, Subscribed };

/// The last events of the process, and how many there were of each kind.
class AuditLog {
public:
  static AuditLog &instance();

  void record(AuditKind kind, const std::string &actor);
  std::uint64_t total(AuditKind kind) const;
  std::size_t recent_actors() const;

private:
  AuditLog() = default;

  mutable std::mutex mutex_;
  std::deque<std::pair<AuditKind, std::string>> entries_;
  std::unordered_map<std::string, unsigned> actors_;
  std::map<AuditKind, std::uint64_t> totals_;
};

} // namespace sessiond
