// case: G32-deferred-lock-taken-too-late
// from: seed (defer_lock)
// family: unlocked-map-access
// shape: the deferred lock is taken before the first access; two deferred locks are taken together by std::lock
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
  void moveFrom(Limits &other, const std::string &user);

private:
  std::mutex limitsMutex_;
  std::unordered_map<std::string, int> limits_;
  int changes_ = 0;
};

bool Limits::raise(const std::string &user, int by) {
  std::unique_lock<std::mutex> lock(limitsMutex_, std::defer_lock);
  if (by == 0)
    return false;
  lock.lock();
  auto it = limits_.find(user);
  if (it == limits_.end())
    return false;
  it->second += by;
  ++changes_;
  return true;
}

void Limits::moveFrom(Limits &other, const std::string &user) {
  std::unique_lock<std::mutex> mine(limitsMutex_, std::defer_lock);
  std::unique_lock<std::mutex> theirs(other.limitsMutex_, std::defer_lock);
  std::lock(mine, theirs);
  auto it = other.limits_.find(user);
  if (it == other.limits_.end())
    return;
  limits_[user] = it->second;
  other.limits_.erase(it);
}
