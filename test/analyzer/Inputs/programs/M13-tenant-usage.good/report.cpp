// case: M13-tenant-usage
// from: M13 (storage gateway: usage table touched under the mutex of another table)
// family: unlocked-map-access
// shape: the disconnect takes both mutexes with one scoped_lock and drops the usage through a lock-free helper of another file
// mode: program
// flags:
#include "gateway.h"

std::vector<std::string> Gateway::report() const {
  std::lock_guard<std::mutex> guard(usage_mutex_);
  std::vector<std::string> lines;
  lines.reserve(usage_.size());
  for (const auto &entry : usage_)
    lines.push_back(entry.first + ' ' + std::to_string(entry.second.bytes) + ' ' + std::to_string(entry.second.requests));
  return lines;
}
