// case: M13-tenant-usage
// from: M13 (storage gateway: usage table touched under the mutex of another table)
// family: unlocked-map-access
// shape: the disconnect takes both mutexes with one scoped_lock and drops the usage through a lock-free helper of another file
// mode: program
// flags:
#include "gateway.h"

void Gateway::charge(const std::string &tenant, std::uint64_t bytes) {
  std::lock_guard<std::mutex> guard(usage_mutex_);
  Usage &usage = usage_[tenant];
  usage.bytes += bytes;
  ++usage.requests;
}

void Gateway::drop_usage(const std::string &tenant) { usage_.erase(tenant); }
