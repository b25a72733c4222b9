// case: M13-tenant-usage
// from: M13 (storage gateway: usage table touched under the mutex of another table)
// family: unlocked-map-access
// shape: the disconnect takes both mutexes with one scoped_lock and drops the usage through a lock-free helper of another file
// mode: program
// flags:
#include "gateway.h"

void Gateway::connect(int id, const std::string &tenant) {
  std::lock_guard<std::mutex> guard(connections_mutex_);
  connections_.insert_or_assign(id, tenant);
}

bool Gateway::tenant_connected(const std::string &tenant) const {
  for (const auto &entry : connections_)
    if (entry.second == tenant) return true;
  return false;
}

void Gateway::disconnect(int id) {
  std::scoped_lock both(connections_mutex_, usage_mutex_);
  auto it = connections_.find(id);
  if (it == connections_.end()) return;
  const std::string tenant = it->second;
  connections_.erase(it);
  if (!tenant_connected(tenant)) drop_usage(tenant);
}
