// case: G32-deferred-lock-taken-too-late
// from: seed (defer_lock)
// family: unlocked-map-access
// shape: a unique_lock with defer_lock is created at the top, but locked only after the entry was changed
// mode: tidy
#include <mutex>
#include <string>
#include <unordered_map>

class Limits {
public:
  void set(const std::string &user, int perMinute) {
    std::lock_guard<std::mutex> lock(limitsMutex_);
    limits_[user] = perMinute;
  }
  void clear(const std::string &user) {
    std::lock_guard<std::mutex> lock(limitsMutex_);
    limits_.erase(user);
  }
  bool raise(const std::string &user, int by);

private:
  std::mutex limitsMutex_;
  std::unordered_map<std::string, int> limits_;
  int changes_ = 0;
};

bool Limits::raise(const std::string &user, int by) {
  std::unique_lock<std::mutex> lock(limitsMutex_, std::defer_lock);
  auto it = limits_.find(user); // expect: unlocked-map-access
  if (it == limits_.end())      // accept: unlocked-map-access
    return false;
  it->second += by; // accept: unlocked-map-access
  lock.lock();
  ++changes_;
  return true;
}
