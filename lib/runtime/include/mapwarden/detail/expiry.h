// mapwarden: time and the order of expiry, for bounded_map.
#ifndef MAPWARDEN_DETAIL_EXPIRY_H
#define MAPWARDEN_DETAIL_EXPIRY_H

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include "mapwarden/detail/bounded_node.h"
#include "mapwarden/limits.h"

namespace mapwarden::detail {

constexpr std::int64_t saturating_add(std::int64_t a, std::int64_t b) noexcept {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  if (b > 0 ? a > most - b : a < least - b)
    return b > 0 ? most : least;
  return a + b;
}

// The time as a map sees it: it never goes back. When the clock does, the time
// goes on from where it was, so that what was to expire in a minute still does.
struct map_clock {
  std::int64_t last = std::numeric_limits<std::int64_t>::min();
  std::int64_t offset = 0;

  static std::int64_t read(const limits &l) {
    return std::int64_t{
        (l.clock != nullptr
             ? l.clock()
             : std::chrono::duration_cast<std::chrono::nanoseconds>(
                   std::chrono::steady_clock::now().time_since_epoch()))
            .count()};
  }
  std::int64_t tick(const limits &l) {
    const std::int64_t raw = read(l);
    const std::int64_t now = saturating_add(raw, offset);
    if (now >= last)
      return last = now;
    offset = raw < 0 && last > never + raw ? never : last - raw;
    return last;
  }
  // For const lookups, which may run in several threads.
  std::int64_t peek(const limits &l) const {
    const std::int64_t now = saturating_add(read(l), offset);
    return now < last ? last : now;
  }
};

// The entries in the order in which they expire: by their last write, or, with
// an access limit, by their last use. With both limits, an entry whose write
// limit ends first is found late, but not later than its access limit.
template <class Value> struct expiry_queue {
  using node = extended_node<Value>;
  using links = expiry_links<Value>;

  bounded_list<links> queue;
  map_clock clock;
  bool sorted = true; // no const lookup deferred an entry in the queue's middle

  static bool limits_time(const limits &l) noexcept {
    return l.write_ttl.count() != 0 || l.access_ttl.count() != 0;
  }
  static bool expired(bounded_node_base *n, std::int64_t now) noexcept {
    const node &e = node::of(n);
    return e.write_deadline <= now ||
           e.access_deadline.load(std::memory_order_relaxed) <= now;
  }

  void insert(const limits &l, bounded_node_base *n,
              std::int64_t now) noexcept {
    set_deadlines(l, n, now);
    queue.push_newest(n);
  }
  void remove(bounded_node_base *n) noexcept { queue.remove(n); }
  void write(const limits &l, bounded_node_base *n, std::int64_t now) noexcept {
    set_deadlines(l, n, now);
    queue.move_to_newest(n);
  }
  void use(const limits &l, bounded_node_base *n, std::int64_t now) noexcept {
    if (l.access_ttl.count() == 0)
      return;
    defer(l, n, now);
    queue.move_to_newest(n);
  }
  static void use_const(const limits &l, bounded_node_base *n,
                        std::int64_t now) noexcept {
    if (l.access_ttl.count() == 0)
      return;
    defer(l, n, now);
    node::of(n).deferred.store(true, std::memory_order_relaxed);
  }

  // An entry that expired; null if there is none among the first few.
  bounded_node_base *due(std::int64_t now) noexcept {
    for (int looked_at = 0; looked_at != 4 && queue.oldest != nullptr;
         ++looked_at) {
      bounded_node_base *n = queue.oldest;
      if (expired(n, now))
        return n;
      if (!node::of(n).deferred.exchange(false, std::memory_order_relaxed))
        return nullptr;
      sorted = false;
      queue.move_to_newest(n);
    }
    return nullptr;
  }

  // Puts all entries of `order` in the queue, sorted by their deadlines.
  void rebuild(const limits &l,
               const bounded_list<insertion_links> &order) noexcept {
    const bool by_use = l.access_ttl.count() != 0;
    const auto deadline = [by_use](bounded_node_base *n) {
      return by_use
                 ? node::of(n).access_deadline.load(std::memory_order_relaxed)
                 : node::of(n).write_deadline;
    };
    bounded_node_base *runs[64] = {}; // of 2^i sorted entries each
    std::size_t i = 0;
    for (bounded_node_base *n = order.oldest; n != nullptr; n = n->newer) {
      links::newer(n) = nullptr;
      bounded_node_base *run = n;
      for (i = 0; runs[i] != nullptr; ++i)
        run = merged(std::exchange(runs[i], nullptr), run, deadline);
      runs[i] = run;
    }
    bounded_node_base *all = nullptr;
    for (bounded_node_base *run : runs)
      all = merged(run, all, deadline);
    queue = {};
    while (all != nullptr)
      queue.push_newest(std::exchange(all, links::newer(all)));
  }

private:
  // Merges two sorted chains; on a tie, `a` comes first.
  template <class Deadline>
  static bounded_node_base *merged(bounded_node_base *a, bounded_node_base *b,
                                   Deadline deadline) noexcept {
    bounded_node_base *first = nullptr;
    bounded_node_base **end = &first;
    while (a != nullptr && b != nullptr) {
      bounded_node_base *&least = deadline(b) < deadline(a) ? b : a;
      *end = least;
      end = &links::newer(least);
      least = *end;
    }
    *end = a != nullptr ? a : b;
    return first;
  }
  static void defer(const limits &l, bounded_node_base *n,
                    std::int64_t now) noexcept {
    node::of(n).access_deadline.store(saturating_add(now, l.access_ttl.count()),
                                      std::memory_order_relaxed);
  }
  static void set_deadlines(const limits &l, bounded_node_base *n,
                            std::int64_t now) noexcept {
    if (l.write_ttl.count() != 0)
      node::of(n).write_deadline = saturating_add(now, l.write_ttl.count());
    if (l.access_ttl.count() != 0)
      defer(l, n, now);
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_EXPIRY_H
