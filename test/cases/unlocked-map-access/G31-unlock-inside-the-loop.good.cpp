// case: G31-unlock-inside-the-loop
// from: facebook/rocksdb#6193, mavlink/MAVSDK#403
// family: unlocked-map-access
// shape: names are copied under the lock; each result is written to an entry found again under the lock
// mode: tidy
#include <map>
#include <mutex>
#include <string>
#include <vector>

struct Host {
  bool alive = false;
  int failures = 0;
};

bool probe(const std::string &name);

class HealthCheck {
public:
  void watch(const std::string &name) {
    std::lock_guard<std::mutex> lock(mutex_);
    hosts_.emplace(name, Host{});
  }
  void forget(const std::string &name) {
    std::lock_guard<std::mutex> lock(mutex_);
    hosts_.erase(name);
  }
  void sweep();

private:
  std::mutex mutex_;
  std::map<std::string, Host> hosts_;
};

void HealthCheck::sweep() {
  std::vector<std::string> names;
  std::unique_lock<std::mutex> lock(mutex_);
  for (const auto &entry : hosts_)
    names.push_back(entry.first);
  for (const std::string &name : names) {
    lock.unlock();
    bool answer = probe(name);
    lock.lock();
    auto it = hosts_.find(name);
    if (it == hosts_.end())
      continue;
    it->second.alive = answer;
    it->second.failures += answer ? 0 : 1;
  }
}
