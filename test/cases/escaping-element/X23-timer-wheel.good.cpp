// case: X23-timer-wheel
// from: boostorg/unordered#245
// family: escaping-element
// shape: the callback is moved out and the entry erased before the callback runs
// mode: tidy
// flags:
#include <boost/unordered/unordered_flat_map.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <queue>
#include <string>
#include <utility>
#include <vector>

namespace reactor {

using operation_id = std::uint64_t;
using tick = std::uint64_t;
using elapsed_callback_t = std::function<void(operation_id)>;

class timer_wheel {
public:
  static timer_wheel &local() {
    static thread_local timer_wheel wheel;
    return wheel;
  }

  operation_id schedule(tick delay, elapsed_callback_t callback) {
    const operation_id id = ++last_id_;
    operations_.try_emplace(id, timer{std::move(callback), now_ + delay});
    deadlines_.emplace(now_ + delay, id);
    return id;
  }

  void cancel(operation_id id) { operations_.erase(id); }

  void advance(tick now) {
    now_ = now;
    while (!deadlines_.empty() && deadlines_.top().first <= now_) {
      const operation_id id = deadlines_.top().second;
      deadlines_.pop();
      on_elapsed(id);
    }
  }

private:
  struct timer {
    elapsed_callback_t callback;
    tick deadline;
  };
  using deadline = std::pair<tick, operation_id>;

  void on_elapsed(operation_id id) {
    if (auto it = operations_.find(id); it != operations_.end()) {
      const elapsed_callback_t callback = std::move(it->second.callback);
      operations_.erase(it);
      callback(id);
    }
  }

  operation_id last_id_ = 0;
  tick now_ = 0;
  boost::unordered_flat_map<operation_id, timer> operations_;
  std::priority_queue<deadline, std::vector<deadline>, std::greater<deadline>> deadlines_;
};

class heartbeat {
public:
  heartbeat(std::string peer, tick interval) : peer_(std::move(peer)), interval_(interval) {}
  ~heartbeat() { stop(); }
  heartbeat(const heartbeat &) = delete;
  heartbeat &operator=(const heartbeat &) = delete;

  void start() {
    pending_ = timer_wheel::local().schedule(interval_, [this](operation_id) {
      send_ping();
      start();
    });
  }
  void stop() { timer_wheel::local().cancel(pending_); }

private:
  void send_ping();

  std::string peer_;
  tick interval_;
  operation_id pending_ = 0;
};

} // namespace reactor
