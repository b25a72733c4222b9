// case: L18-pending-calls
// from: fresh
// family: unlocked-map-access
// shape: released for the callback too, but the same unique_lock is locked again before the entry is erased by key
// mode: tidy
// flags:
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace rpc {

using Clock = std::chrono::steady_clock;
using Reply = std::string;

class PendingCalls {
 public:
  using Done = std::function<void(const Reply &)>;

  std::uint64_t start(Done done, Clock::time_point deadline) {
    std::lock_guard<std::mutex> lock(mutex_);
    const std::uint64_t id = ++lastId_;
    Call call;
    call.done = std::move(done);
    call.deadline = deadline;
    calls_.emplace(id, std::move(call));
    return id;
  }

  // The entry stays while the callback runs, so that cancel() can tell it is busy.
  bool finish(std::uint64_t id, const Reply &reply) {
    std::unique_lock<std::mutex> lock(mutex_);
    auto it = calls_.find(id);
    if (it == calls_.end() || it->second.busy) return false;
    it->second.busy = true;
    Done done = std::move(it->second.done);
    lock.unlock();
    if (done) done(reply);
    lock.lock();
    calls_.erase(id);
    return true;
  }

  bool cancel(std::uint64_t id) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = calls_.find(id);
    if (it == calls_.end() || it->second.busy) return false;
    calls_.erase(it);
    return true;
  }

  std::size_t late(Clock::time_point now) const {
    std::lock_guard<std::mutex> lock(mutex_);
    std::size_t count = 0;
    for (const auto &[id, call] : calls_)
      if (call.deadline < now) ++count;
    return count;
  }

 private:
  struct Call {
    Done done;
    Clock::time_point deadline;
    bool busy = false;
  };

  mutable std::mutex mutex_;
  std::uint64_t lastId_ = 0;
  std::unordered_map<std::uint64_t, Call> calls_;
};

}  // namespace rpc
