// mapwarden: whether a container locks itself, as a template parameter.
#ifndef MAPWARDEN_THREADING_H
#define MAPWARDEN_THREADING_H

#include <condition_variable>
#include <mutex>
#include <thread>

namespace mapwarden {

/// The container locks itself: all its members may be called from any thread.
///
/// A policy names a Lockable `mutex`, a `condition` with
/// `wait(std::unique_lock<mutex>&)` and `notify_all()`, and a `thread_id` with
/// `this_thread()`; a program or a test may bring its own.
struct multi_threaded {
  using mutex = std::mutex;
  using condition = std::condition_variable;
  using thread_id = std::thread::id;
  static thread_id this_thread() noexcept { return std::this_thread::get_id(); }
};

/// The container does not lock: one thread uses it at a time, at no cost.
struct single_threaded {
  struct mutex {
    void lock() noexcept {}
    bool try_lock() noexcept { return true; }
    void unlock() noexcept {}
  };
  struct condition { // nobody to wait for
    void wait(std::unique_lock<mutex> &) noexcept {}
    void notify_all() noexcept {}
  };
  using thread_id = int;
  static thread_id this_thread() noexcept { return 0; }
};

} // namespace mapwarden

#endif // MAPWARDEN_THREADING_H
