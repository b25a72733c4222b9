// mapwarden: a thread that removes expired entries from a map that nobody uses.
#ifndef MAPWARDEN_JANITOR_H
#define MAPWARDEN_JANITOR_H

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace mapwarden {

/// Calls `map.expire_now()` again and again, from its construction to its
/// destruction, in a thread of its own, with the lock held that guards the map.
///
/// Opt-in: without one, expired entries of an idle map stay until it is used
/// again. Declare it after the map and the mutex, so that it ends first.
///
///     std::mutex mutex;
///     mapwarden::bounded_map<int, session> sessions{limits};
///     mapwarden::janitor keeper{sessions, mutex, std::chrono::seconds(10)};
///
/// What a removal listener throws ends the program, as in any thread. The
/// listener runs in the janitor's thread. Not copyable; thread-safe as far as
/// it has functions.
class janitor {
public:
  /// Starts the thread.
  /// \param map       anything with expire_now()
  /// \param mutex     what guards it: anything with lock() and unlock()
  /// \param interval  the time between two calls, more than zero
  /// \throws std::invalid_argument, or std::system_error if there is no thread
  template <class Map, class Lockable>
  janitor(Map &map, Lockable &mutex, std::chrono::nanoseconds interval) {
    if (interval.count() <= 0)
      throw std::invalid_argument("mapwarden::janitor: the interval must be "
                                  "more than zero");
    thread_ = std::thread([this, &map, &mutex, interval] {
      std::unique_lock<std::mutex> waiting(mutex_);
      while (!end_.wait_for(waiting, interval, [this] { return ending_; })) {
        waiting.unlock();
        {
          std::lock_guard<Lockable> lock(mutex);
          map.expire_now();
        }
        waiting.lock();
      }
    });
  }
  janitor(const janitor &) = delete;
  janitor &operator=(const janitor &) = delete;
  /// Waits until a running expire_now() has ended: do not hold the mutex.
  ~janitor() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      ending_ = true;
    }
    end_.notify_one();
    thread_.join();
  }

private:
  std::mutex mutex_;
  std::condition_variable end_;
  bool ending_ = false;
  std::thread thread_;
};

} // namespace mapwarden

#endif // MAPWARDEN_JANITOR_H
