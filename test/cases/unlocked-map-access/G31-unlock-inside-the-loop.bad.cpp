// case: G31-unlock-inside-the-loop
// from: facebook/rocksdb#6193, mavlink/MAVSDK#403
// family: unlocked-map-access
// shape: the lock is dropped in the middle of a loop over the map, and the entry is written before it is taken again
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
  std::unique_lock<std::mutex> lock(mutex_);
  for (auto &entry : hosts_) { // accept: escaping-element, unlocked-map-access
    const std::string name = entry.first; // accept: escaping-element
    lock.unlock();
    bool answer = probe(name);
    entry.second.alive = answer; // expect: unlocked-map-access // accept: escaping-element
    lock.lock();
  }
}
