// mapwarden: report what any map holds, from where the program may read it.
#ifndef MAPWARDEN_WATCH_H
#define MAPWARDEN_WATCH_H

#include <cstddef>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/counter.h"
#include "mapwarden/detail/map_access.h"
#include "mapwarden/detail/site_ring.h"
#include "mapwarden/growth_alarm.h"
#include "mapwarden/registry.h"

namespace mapwarden {

/// Reports a map of any type to the registry: what the program samples or
/// tells. The registry sees these numbers only and never the map itself, so the
/// program alone decides when, and under which lock, the map is read.
///
/// It refers to no map: sampling several maps into one watch reports whichever
/// came last, and the largest of all.
///
/// Thread safety: sample() and the telling members are called under the lock
/// that guards the map; the numbers may be read from any thread at any time.
/// (Two threads in them at once lose counts, and do nothing worse.)
/// Complexity: constant; a few plain loads and stores. Exceptions: none.
class watch final : private detail::registration {
public:
  /// Registers under a name (the last 63 characters of it) until destruction.
  /// Allocates nothing.
  explicit watch(const char *name) : registration(name) { enlist(); }
  ~watch() { unlist(); }

  /// Records what `m` says by mapwarden_report(m, map_numbers&), found in its
  /// namespace; else its size, and its bucket_count() or capacity(). Bytes are
  /// then estimated as entries and one pointer per entry and bucket.
  ///
  /// Without inserted() and erased() having been called, and without a report
  /// of either, inserts and erases are the growth and shrinkage between
  /// samples: at least so many.
  /// \param m  any container with size()
  template <class M> void sample(const M &m) noexcept {
    if constexpr (detail::is_detected<report_t, M>) {
      map_numbers numbers;
      mapwarden_report(m, numbers);
      if (numbers.inserts != 0 || numbers.erases != 0)
        counts_events_.set(true);
      record(numbers);
    } else {
      const auto entries = static_cast<std::size_t>(m.size());
      const std::size_t slots = slots_of(m);
      const std::size_t element = element_size<M>();
      held(entries, slots,
           element == 0
               ? 0
               : entries * (element + sizeof(void *)) + slots * sizeof(void *));
    }
    samples_.add(1);
  }

  /// The same with the bytes that the map holds, as its owner knows them.
  template <class M> void sample(const M &m, std::size_t bytes) noexcept {
    held(static_cast<std::size_t>(m.size()), slots_of(m), bytes);
    samples_.add(1);
  }

  /// Records all numbers of a map that counts for itself; counters as totals.
  void report(const map_numbers &numbers) noexcept {
    counts_events_.set(true);
    record(numbers);
  }

  /// Tell of `n` events each. Entries follow from inserted(), erased() and
  /// evicted() (which is also an erasure) until the next sample.
  void inserted(std::size_t n = 1) noexcept {
    counts_events_.set(true);
    const std::size_t entries = entries_.add(n);
    if (entries > most_.get())
      most_.set(entries);
    const std::size_t before = inserts_.get();
    inserts_.set(before + n);
    note_inserts(before + n, before);
  }
  /// To be called after the map lost n entries: by erasing, or (which counts as
  /// erasing, too) by evicting. As inserted.
  void erased(std::size_t n = 1) noexcept {
    counts_events_.set(true);
    const std::size_t entries = entries_.get();
    entries_.set(entries < n ? 0 : entries - n);
    erases_.add(n);
  }
  void evicted(std::size_t n = 1) noexcept {
    erased(n);
    evictions_.add(n);
  }
  /// To be called after n lookups that found an entry, or found none; for the
  /// hit ratio. As inserted.
  void hit(std::size_t n = 1) noexcept { hits_.add(n); }
  void missed(std::size_t n = 1) noexcept { misses_.add(n); }

private:
  template <class M>
  using report_t = decltype(mapwarden_report(std::declval<const M &>(),
                                             std::declval<map_numbers &>()));
  template <class M>
  using bucket_count_t = decltype(std::declval<const M &>().bucket_count());
  template <class M>
  using capacity_t = decltype(std::declval<const M &>().capacity());
  template <class M> using value_type_t = typename M::value_type;

  template <class M> static std::size_t slots_of(const M &m) noexcept {
    if constexpr (detail::is_detected<bucket_count_t, M>)
      return static_cast<std::size_t>(m.bucket_count());
    else if constexpr (detail::is_detected<capacity_t, M>)
      return static_cast<std::size_t>(m.capacity());
    else
      return static_cast<void>(m), 0;
  }
  template <class M> static constexpr std::size_t element_size() {
    if constexpr (detail::is_detected<value_type_t, M>)
      return sizeof(typename M::value_type);
    else
      return 0;
  }

  void record(const map_numbers &numbers) noexcept {
    held(numbers.entries, numbers.buckets, numbers.bytes);
    // What the map does not count may be known by inserted(), hit() and so on.
    if (numbers.inserts != 0 || numbers.erases != 0) {
      note_inserts(numbers.inserts, inserts_.get());
      inserts_.set(numbers.inserts);
      erases_.set(numbers.erases);
    }
    limit_.set(numbers.limit);
    weight_.set(numbers.weight);
    expirations_.set(numbers.expirations);
    evictions_.set(numbers.evictions);
    if (numbers.hits != 0 || numbers.misses != 0) {
      hits_.set(numbers.hits);
      misses_.set(numbers.misses);
    }
    bucket_arrays_.set(numbers.bucket_arrays);
    detached_.set(numbers.detached_entries);
    progress_.set(numbers.rehash_progress);
    if (numbers.max_entries > most_.get())
      most_.set(numbers.max_entries);
  }

  void held(std::size_t entries, std::size_t slots,
            std::size_t bytes) noexcept {
    const std::size_t before = entries_.get();
    entries_.set(entries);
    buckets_.set(slots);
    bytes_.set(bytes);
    if (entries > most_.get())
      most_.set(entries);
    if (counts_events_.get())
      return;
    if (entries > before) {
      const std::size_t total = inserts_.add(entries - before);
      note_inserts(total, total - (entries - before));
    } else {
      erases_.add(before - entries);
    }
  }

  // At every 1,024th insertion: who was it, and is it too many?
  void note_inserts(std::size_t now, std::size_t before) noexcept {
    if (now / detail::sampled_inserts == before / detail::sampled_inserts)
      return;
    sites_.record();
    detail::check_growth_inline(
        [this]() -> detail::registration * { return this; });
  }

  void read(map_stats &out) const override {
    out.kind = "watch";
    out.entries = entries_.get();
    out.max_entries = most_.get();
    out.bytes = bytes_.get();
    out.buckets = buckets_.get();
    out.bucket_arrays = bucket_arrays_.get();
    out.inserts = inserts_.get();
    out.erases = erases_.get();
    out.evictions = evictions_.get();
    out.limit = limit_.get();
    out.weight = weight_.get();
    out.expirations = expirations_.get();
    out.hits = hits_.get();
    out.misses = misses_.get();
    out.detached_entries = detached_.get();
    out.rehash_progress = progress_.get();
    out.samples = samples_.get();
  }
  detail::site_ring *sites() const override { return sites_.get(); }

  detail::counter entries_, most_, bytes_, buckets_, bucket_arrays_;
  detail::counter inserts_, erases_, evictions_, hits_, misses_;
  detail::counter limit_, weight_, expirations_, detached_, samples_;
  detail::single_writer<double> progress_{1};
  detail::single_writer<bool> counts_events_{false};
  detail::lazy_site_ring sites_;
};

} // namespace mapwarden

#define MAPWARDEN_DETAIL_TEXT_OF(x) #x
#define MAPWARDEN_DETAIL_TEXT(x) MAPWARDEN_DETAIL_TEXT_OF(x)

/// A statement that samples `map` into a watch of its own, named after the
/// place and the expression.
///
/// Put it where the map may be read, typically after an insertion, under the
/// same lock. All maps that pass this statement share its watch. Cost: a few
/// loads and stores. Exceptions: none after the first execution.
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
