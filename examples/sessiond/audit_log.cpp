#include "audit_log.h"

namespace sessiond {

constexpr std::size_t kMaxEntries = 1000;

AuditLog &AuditLog::instance() {
  static AuditLog log;
  return log;
}

void AuditLog::record(AuditKind kind, const std::string &actor) {
  std::lock_guard<std::mutex> lock(mutex_);
  ++totals_[kind];
  ++actors_[actor];
  entries_.emplace_back(kind, actor);
  if (entries_.size() <= kMaxEntries)
    return;
  auto oldest = actors_.find(entries_.front().second);
  if (--oldest->second == 0)
    actors_.erase(oldest);
  entries_.pop_front();
}

std::uint64_t AuditLog::total(AuditKind kind) const {
  std::lock_guard<std::mutex> lock(mutex_);
  auto it = totals_.find(kind);
  return it == totals_.end() ? 0 : it->second;
}

std::size_t AuditLog::recent_actors() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return actors_.size();
}

} // namespace sessiond
