// mapwarden: how the concurrent maps synchronise threads: the default policy.
//
// A test may replace it, e.g. by one that runs one thread at a time and chooses
// at each of these operations which one goes on.
#ifndef MAPWARDEN_DETAIL_THREAD_SYNC_H
#define MAPWARDEN_DETAIL_THREAD_SYNC_H

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <thread>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mapwarden::detail {

// Where threads sleep until a word changes: what std::atomic::wait of C++20
// does, for C++17. Words share buckets, so a sleeper may wake for another.
class parking_lot {
public:
  using word = std::atomic<std::uint32_t>;

  // Sleeps while `at` holds `value`; may return early.
  static void sleep(const word &at, std::uint32_t value) {
    bucket &b = bucket_of(&at);
    std::unique_lock<std::mutex> lock(b.mutex);
    if (at.load(std::memory_order_seq_cst) == value)
      b.changed.wait(lock);
  }
  // To be called after the word has changed.
  static void wake_all(const word &at) noexcept {
    bucket &b = bucket_of(&at);
    {
      std::lock_guard<std::mutex> lock(b.mutex);
    }
    b.changed.notify_all();
  }

private:
  struct bucket {
    std::mutex mutex;
    std::condition_variable changed;
  };
  static bucket &bucket_of(const void *address) noexcept {
    static bucket *const buckets = new bucket[64]; // lives for ever
    const auto bits = reinterpret_cast<std::uintptr_t>(address);
    return buckets[(bits >> 6 ^ bits >> 12) % 64];
  }
};

struct thread_sync {
  template <class T> using atomic = std::atomic<T>;

  // The most entries of one table.
  static constexpr std::uint32_t max_entries = 0xFFFFFFFFU;

  // How often a lock is looked at before its thread sleeps.
  static constexpr int spins = 128;

  // Nanoseconds of a clock that never goes back.
  static std::int64_t now() noexcept {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }
  // Blocks while the word holds this value; may return early.
  static void wait(const atomic<std::uint32_t> &word, std::uint32_t value) {
    parking_lot::sleep(word, value);
  }
  // Ends all waiting on a word that has changed.
  static void wake_all(const atomic<std::uint32_t> &word) noexcept {
    parking_lot::wake_all(word);
  }
  // One round of spinning.
  static void relax() noexcept {
#if defined(__SSE2__)
    _mm_pause();
#else
    std::this_thread::yield();
#endif
  }
  // Lets another thread run that has to finish a step first.
  static void yield() noexcept { std::this_thread::yield(); }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_THREAD_SYNC_H
