// mapwarden: the lock of one stripe: one word, spins briefly, then sleeps.
#ifndef MAPWARDEN_DETAIL_STRIPE_LOCK_H
#define MAPWARDEN_DETAIL_STRIPE_LOCK_H

#include <atomic>
#include <cstdint>
#include <stdexcept>

namespace mapwarden::detail {

template <class Sync> class stripe_lock {
public:
  void lock() {
    if (!try_lock())
      lock_contended();
  }
  // Sequentially consistent where it fails, as is unlock: what the holder reads
  // after unlock is no older than what a thread wrote, in that order as well,
  // before its try_lock failed.
  bool try_lock() noexcept {
    std::uint32_t expected = free;
    return word_.compare_exchange_strong(
        expected, held, std::memory_order_seq_cst, std::memory_order_seq_cst);
  }
  void unlock() noexcept {
    if (word_.exchange(free, std::memory_order_seq_cst) == awaited)
      Sync::wake_all(word_);
  }

private:
  static constexpr std::uint32_t free = 0, held = 1, awaited = 2;

  void lock_contended() {
    for (int spin = 0; spin != Sync::spins; ++spin) {
      Sync::relax();
      if (word_.load(std::memory_order_relaxed) == free && try_lock())
        return;
    }
    // Whoever slept takes the lock as awaited, as others may still sleep.
    while (word_.exchange(awaited, std::memory_order_acquire) != free)
      Sync::wait(word_, awaited);
  }

  typename Sync::template atomic<std::uint32_t> word_{free};
};

// Tells which maps' locks this thread holds while it runs user code: a key's
// equality, a constructor, a function given to update. Calling the same map
// from there would deadlock, so it is refused.
class locked_scope {
public:
  explicit locked_scope(const void *map) : map_(map), outer_(innermost) {
    refuse(map);
    innermost = this;
  }
  locked_scope(const locked_scope &) = delete;
  locked_scope &operator=(const locked_scope &) = delete;
  ~locked_scope() { innermost = outer_; }

  // Throws when this thread holds a lock of the map.
  static void refuse(const void *map) {
    for (const locked_scope *s = innermost; s != nullptr; s = s->outer_)
      if (s->map_ == map)
        throw std::logic_error(
            "mapwarden: a concurrent map was called from within its own "
            "update function, comparison or constructor");
  }

private:
  static inline thread_local const locked_scope *innermost = nullptr;

  const void *map_;
  const locked_scope *outer_;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_STRIPE_LOCK_H
