// case: K49-removal-after-callback
// from: pattern of unlocking around a user callback
// family: unlocked-map-access
// shape: it is taken again
// mode: tidy
#include <functional>
#include <map>
#include <mutex>

class Timers {
public:
  void add(int id, std::function<void()> fire) {
    std::unique_lock<std::mutex> lock(mutex_);
    timers_.emplace(id, std::move(fire));
  }
  bool cancel(int id) {
    std::unique_lock<std::mutex> lock(mutex_);
    return timers_.erase(id) > 0;
  }
  void fire(int id) {
    std::unique_lock<std::mutex> lock(mutex_);
    auto it = timers_.find(id);
    if (it == timers_.end())
      return;
    auto call = it->second;
    lock.unlock();
    call();
    lock.lock();
    timers_.erase(id);
  }

private:
  std::mutex mutex_;
  std::map<int, std::function<void()>> timers_;
};
