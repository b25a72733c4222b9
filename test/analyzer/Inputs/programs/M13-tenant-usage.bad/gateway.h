// case: M13-tenant-usage
// from: M13 (storage gateway: usage table touched under the mutex of another table)
// family: unlocked-map-access
// shape: usage_ is guarded by usage_mutex_ in two files; the disconnect in a third erases from it under connections_mutex_ only
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

struct Usage {
  std::uint64_t bytes = 0;
  std::uint64_t requests = 0;
};

class Gateway {
 public:
  void connect(int id, const std::string &tenant);
  void disconnect(int id);
  void charge(const std::string &tenant, std::uint64_t bytes);
  std::vector<std::string> report() const;

 private:
  bool tenant_connected(const std::string &tenant) const;

  mutable std::mutex connections_mutex_;
  mutable std::mutex usage_mutex_;
  std::map<int, std::string> connections_;
  std::map<std::string, Usage> usage_;
};
