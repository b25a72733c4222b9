// case: M13-tenant-usage
// from: M13 (storage gateway: usage table touched under the mutex of another table)
// family: unlocked-map-access
// shape: usage_ is guarded by usage_mutex_ in two files; the disconnect in a third erases from it under connections_mutex_ only
// mode: program
// flags:
#include "gateway.h"

void Gateway::charge(const std::string &tenant, std::uint64_t bytes) {
  std::lock_guard<std::mutex> guard(usage_mutex_);
  Usage &usage = usage_[tenant];
  usage.bytes += bytes;
  ++usage.requests;
}
