// mapwarden: the stacks of the last sampled insertions into one map.
#ifndef MAPWARDEN_DETAIL_SITE_RING_H
#define MAPWARDEN_DETAIL_SITE_RING_H

#include <atomic>
#include <cstddef>
#include <cstring>
#include <new>
#include <thread>

// Stacks come from the compiler's own unwinder, which C++ programs are linked
// with. Without it (or with MAPWARDEN_NO_STACKS) no stack is stored.
#if !defined(MAPWARDEN_NO_STACKS) && defined(__GNUC__)
#if __has_include(<unwind.h>)
#include <unwind.h>
#define MAPWARDEN_DETAIL_STACKS 1
#endif
#endif

namespace mapwarden::detail {

inline constexpr std::size_t sampled_inserts = 1024; // one stack per so many
inline constexpr std::size_t stack_depth = 24;

#ifdef MAPWARDEN_DETAIL_STACKS
struct stack_walk {
  void **frames;
  std::size_t depth;
  std::size_t skip;
};

inline _Unwind_Reason_Code take_frame(_Unwind_Context *context, void *walk) {
  auto *w = static_cast<stack_walk *>(walk);
  if (w->skip != 0) {
    --w->skip;
    return _URC_NO_REASON;
  }
  if (w->depth == stack_depth)
    return _URC_END_OF_STACK;
  w->frames[w->depth++] = reinterpret_cast<void *>(_Unwind_GetIP(context));
  return _URC_NO_REASON;
}
#endif

// Writes up to stack_depth return addresses, the innermost first, and null
// pointers behind them; returns their number, 0 where stacks cannot be read.
#ifdef __GNUC__
__attribute__((noinline))
#endif
inline std::size_t take_stack(void *(&frames)[stack_depth]) noexcept {
  std::memset(frames, 0, sizeof(frames));
#ifdef MAPWARDEN_DETAIL_STACKS
  stack_walk walk{frames, 0, 2}; // neither this function nor its caller
  _Unwind_Backtrace(take_frame, &walk);
  return walk.depth;
#else
  return 0;
#endif
}

// Each map has a ring of its own, so that a busy map does not push out the
// others'; it is allocated at the first sample.
class site_ring {
public:
  static constexpr std::size_t slots = 32;

  // Stores the stack of this call. Loses it if a reader is just copying.
#ifdef __GNUC__
  __attribute__((noinline, cold))
#endif
  void record() noexcept {
    void *frames[stack_depth];
    if (take_stack(frames) == 0 ||
        busy_.exchange(true, std::memory_order_acquire))
      return;
    std::memcpy(frames_[recorded_++ % slots], frames, sizeof(frames));
    busy_.store(false, std::memory_order_release);
  }

  // Calls f(frames) for each stack stored.
  template <class F> void for_each(F f) {
    void *copy[slots][stack_depth];
    lock();
    std::memcpy(copy, frames_, sizeof(copy));
    const std::size_t stored = recorded_ < slots ? recorded_ : slots;
    unlock();
    for (std::size_t i = 0; i != stored; ++i)
      f(copy[i]);
  }

  void clear() noexcept {
    lock();
    recorded_ = 0;
    unlock();
  }

private:
  void lock() noexcept {
    while (busy_.exchange(true, std::memory_order_acquire))
      std::this_thread::yield();
  }
  void unlock() noexcept { busy_.store(false, std::memory_order_release); }

  std::atomic<bool> busy_{false};
  std::size_t recorded_ = 0;
  void *frames_[slots][stack_depth];
};

// A ring that is not there until it is needed. One writer at a time.
class lazy_site_ring {
public:
  constexpr lazy_site_ring() noexcept = default;
  lazy_site_ring(const lazy_site_ring &) = delete;
  lazy_site_ring &operator=(const lazy_site_ring &) = delete;
  ~lazy_site_ring() { delete get(); }

#ifdef __GNUC__
  __attribute__((noinline, cold))
#endif
  void record() noexcept {
    site_ring *ring = get();
    if (ring == nullptr) {
      ring = new (std::nothrow) site_ring;
      if (ring == nullptr)
        return;
      site_ring *none = nullptr;
      if (!ring_.compare_exchange_strong(none, ring,
                                         std::memory_order_acq_rel)) {
        delete ring;
        ring = none;
      }
    }
    ring->record();
  }
  site_ring *get() const noexcept {
    return ring_.load(std::memory_order_acquire);
  }

private:
  std::atomic<site_ring *> ring_{nullptr};
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_SITE_RING_H
