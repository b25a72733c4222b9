// case: G30-lock-macro-missing-in-upgrade
// from: epics-base/pvAccessCPP#106, H-uru/dirtsand#77
// family: unlocked-map-access
// shape: the lock is taken by a macro over a typedef that a build switch changes; one writer lacks the macro
// mode: tidy
#include <map>
#include <mutex>
#include <string>

#ifdef PROJECT_SINGLE_THREADED
struct NoMutex {
  void lock() {}
  void unlock() {}
};
typedef NoMutex registry_mutex_t;
#else
typedef std::mutex registry_mutex_t;
#endif
#define REGISTRY_LOCK() std::lock_guard<registry_mutex_t> registryGuard(registryMutex_)

class PluginRegistry {
public:
  void add(const std::string &name, int version) {
    REGISTRY_LOCK();
    versions_[name] = version;
  }
  void remove(const std::string &name) {
    REGISTRY_LOCK();
    versions_.erase(name);
  }
  int version(const std::string &name) {
    REGISTRY_LOCK();
    auto it = versions_.find(name);
    return it == versions_.end() ? -1 : it->second;
  }
  void upgradeAll() {
    for (auto &entry : versions_) // accept: unlocked-map-access
      ++entry.second;             // expect: unlocked-map-access
  }

private:
  registry_mutex_t registryMutex_;
  std::map<std::string, int> versions_;
};
