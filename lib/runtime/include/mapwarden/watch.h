// mapwarden: report the size of any map, from where the program may read it.
#ifndef MAPWARDEN_WATCH_H
#define MAPWARDEN_WATCH_H

#include <atomic>
#include <cstddef>

#include "mapwarden/detail/map_access.h"
#include "mapwarden/registry.h"

namespace mapwarden {

/// Reports the size of a map to the registry, as sampled: the registry sees the
/// numbers of the last sample() call and never the map itself, so the caller
/// alone decides when, and under which lock, the map is read.
///
/// It refers to no map: sampling several maps into one watch reports whichever
/// came last, and the largest of all.
class watch final : private detail::registration {
public:
  /// Registers under a name (the last 63 characters of it) until destruction.
  /// Allocates nothing.
  explicit watch(const char *name) : registration(name) {}
  ~watch() { unlist(); }

  /// Records the size of `m`, and its bucket_count() or capacity() where it has
  /// one.
  ///
  /// \param m  any container with size()
  /// Invalidates nothing. Thread safety: reads `m`, so the caller holds what
  /// guards `m`; samples from several threads do not race. Complexity:
  /// constant. Exceptions: none.
  template <class M> void sample(const M &m) noexcept {
    const auto entries = static_cast<std::size_t>(m.size());
    entries_.store(entries, std::memory_order_relaxed);
    if constexpr (detail::is_detected<bucket_count_t, M>)
      buckets_.store(static_cast<std::size_t>(m.bucket_count()),
                     std::memory_order_relaxed);
    else if constexpr (detail::is_detected<capacity_t, M>)
      buckets_.store(static_cast<std::size_t>(m.capacity()),
                     std::memory_order_relaxed);
    samples_.fetch_add(1, std::memory_order_relaxed);
    std::size_t most = most_.load(std::memory_order_relaxed);
    while (most < entries && !most_.compare_exchange_weak(
                                 most, entries, std::memory_order_relaxed)) {
    }
  }

private:
  template <class M>
  using bucket_count_t = decltype(std::declval<const M &>().bucket_count());
  template <class M>
  using capacity_t = decltype(std::declval<const M &>().capacity());

  void read(map_stats &out) const override {
    out.kind = "watch";
    out.entries = entries_.load(std::memory_order_relaxed);
    out.max_entries = most_.load(std::memory_order_relaxed);
    out.buckets = buckets_.load(std::memory_order_relaxed);
    out.samples = samples_.load(std::memory_order_relaxed);
  }

  std::atomic<std::size_t> entries_{0};
  std::atomic<std::size_t> most_{0};
  std::atomic<std::size_t> buckets_{0};
  std::atomic<std::size_t> samples_{0};
};

} // namespace mapwarden

#define MAPWARDEN_DETAIL_TEXT_OF(x) #x
#define MAPWARDEN_DETAIL_TEXT(x) MAPWARDEN_DETAIL_TEXT_OF(x)

/// A statement that samples the size of `map` into a watch of its own, named
/// after the place and the expression.
///
/// Put it where the map may be read, typically after an insertion, under the
/// same lock. All maps that pass this statement share its watch. Cost: a few
/// relaxed atomic operations. Exceptions: none after the first execution.
///
///     sessions_[id] = s;
///     MAPWARDEN_WATCH(sessions_);
#define MAPWARDEN_WATCH(map)                                                   \
  do {                                                                         \
    static ::mapwarden::watch mapwarden_watch_point(                           \
        __FILE__ ":" MAPWARDEN_DETAIL_TEXT(__LINE__) " " #map);                \
    mapwarden_watch_point.sample(map);                                         \
  } while (false)

#endif // MAPWARDEN_WATCH_H
