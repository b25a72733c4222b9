// case: K41-inner-map-after-the-block
// from: pattern of two-level tables with a scoped lock around the outer look-up
// family: unlocked-map-access
// shape: the write is inside of the block
// mode: tidy
#include <map>
#include <mutex>
#include <string>

class Quotas {
public:
  void set(const std::string &tenant, const std::string &resource, long limit) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      std::map<std::string, long> *limits = &byTenant_[tenant];
      (*limits)[resource] = limit;
    }
  }
  void drop(const std::string &tenant) {
    std::lock_guard<std::mutex> lock(mutex_);
    byTenant_.erase(tenant);
  }
  long get(const std::string &tenant, const std::string &resource) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = byTenant_.find(tenant);
    if (it == byTenant_.end())
      return 0;
    auto found = it->second.find(resource);
    return found == it->second.end() ? 0 : found->second;
  }

private:
  std::mutex mutex_;
  std::map<std::string, std::map<std::string, long>> byTenant_;
};
