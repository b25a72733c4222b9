// case: K50-waiting-thread
// from: pattern of condition variables over a table
// family: unlocked-map-access
// shape: it writes under the lock and notifies after it; the waiter's predicate reads under the lock
// mode: tidy
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>

class Replies {
public:
  std::string await(int id) {
    std::unique_lock<std::mutex> lock(mutex_);
    arrived_.wait(lock, [&] { return replies_.find(id) != replies_.end(); });
    std::string reply = replies_[id];
    replies_.erase(id);
    return reply;
  }
  void complete(int id, const std::string &reply) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      replies_[id] = reply;
    }
    arrived_.notify_all();
  }
  void forget(int id) {
    std::unique_lock<std::mutex> lock(mutex_);
    replies_.erase(id);
  }

private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::map<int, std::string> replies_;
};
