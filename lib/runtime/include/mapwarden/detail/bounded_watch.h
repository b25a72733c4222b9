// mapwarden: what a bounded_map reports to the registry.
#ifndef MAPWARDEN_DETAIL_BOUNDED_WATCH_H
#define MAPWARDEN_DETAIL_BOUNDED_WATCH_H

#include <atomic>
#include <cstddef>
#include <memory>

#include "mapwarden/registry.h"

namespace mapwarden::detail {

// Counters that the map writes and the registry reads: the registry never
// touches the map.
class bounded_watch final : private registration {
public:
  // Null without a name.
  static std::unique_ptr<bounded_watch> make(const char *name) {
    return std::unique_ptr<bounded_watch>(
        name != nullptr ? new bounded_watch(name) : nullptr);
  }
  ~bounded_watch() { unlist(); }

  // Const lookups may run in several threads, so this one adds.
  void looked_up(bool found) noexcept {
    (found ? hits_ : misses_).fetch_add(1, std::memory_order_relaxed);
  }
  void changed(std::size_t entries, std::size_t limit, std::size_t buckets,
               std::size_t bytes, std::size_t weight, std::size_t inserts,
               std::size_t evictions, std::size_t expirations) noexcept {
    set(entries_, entries);
    set(limit_, limit);
    set(buckets_, buckets);
    set(bytes_, bytes);
    set(weight_, weight);
    set(inserts_, inserts);
    set(evictions_, evictions);
    set(expirations_, expirations);
  }

private:
  using counter = std::atomic<std::size_t>;

  explicit bounded_watch(const char *name) : registration(name) { enlist(); }

  static void set(counter &c, std::size_t n) noexcept {
    c.store(n, std::memory_order_relaxed);
  }
  static std::size_t get(const counter &c) noexcept {
    return c.load(std::memory_order_relaxed);
  }
  void read(map_stats &out) const override {
    out.kind = "bounded_map";
    out.entries = get(entries_);
    out.limit = get(limit_);
    out.buckets = get(buckets_);
    out.bytes = get(bytes_);
    out.weight = get(weight_);
    out.inserts = get(inserts_);
    out.erases = out.inserts < out.entries ? 0 : out.inserts - out.entries;
    out.evictions = get(evictions_);
    out.expirations = get(expirations_);
    out.hits = get(hits_);
    out.misses = get(misses_);
  }
  // The map takes no samples of where it is filled: it cannot grow.
  site_ring *sites() const override { return nullptr; }

  counter entries_{0}, limit_{0}, buckets_{0}, bytes_{0}, weight_{0},
      inserts_{0}, evictions_{0}, expirations_{0}, hits_{0}, misses_{0};
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_BOUNDED_WATCH_H
