// mapwarden: the nodes of the concurrent maps.
#ifndef MAPWARDEN_DETAIL_PINNED_NODE_H
#define MAPWARDEN_DETAIL_PINNED_NODE_H

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
#include <stdexcept>

#include "mapwarden/detail/leaf.h"
#include "mapwarden/detail/slab_pool.h"

namespace mapwarden::detail {

// The state word of a node: how many handles pin it, its cell in its slab,
// whether somebody has it for himself (claimed), whether it was looked up since
// the SIEVE hand passed (visited), and whether it left its table (detached).
//
// Pins are dropped without a lock, and added under the stripe's lock, next to a
// pin, or by a lookup without the lock (pin_shared), which must step back from
// a node that is claimed or detached. A writer claims a node that nobody pins
// to change or destroy its value. Whoever finds a node detached, unpinned and
// unclaimed destroys it.
struct node_state {
  static constexpr std::uint32_t detached = 1U << 31;
  static constexpr std::uint32_t visited = 1U << 30;
  static constexpr std::uint32_t claimed = 1U << 29;
  static constexpr unsigned cell_shift = 26;
  static constexpr std::uint32_t pins = (1U << cell_shift) - 1;
  static constexpr std::uint32_t most_pins = 1U << 25;
};

template <class Value, class Sync> struct pinned_node : table_node {
  typename Sync::template atomic<std::uint32_t> state;
  union {
    Value value; // constructed and destroyed by the allocator
  };

  explicit pinned_node(unsigned cell) noexcept
      : table_node{0}, state(cell << node_state::cell_shift) {}
  ~pinned_node() {}
  pinned_node(const pinned_node &) = delete;
  pinned_node &operator=(const pinned_node &) = delete;

  unsigned cell() const noexcept {
    return state.load(std::memory_order_relaxed) >> node_state::cell_shift & 7U;
  }
  bool pinned() const noexcept {
    return (state.load(std::memory_order_acquire) & node_state::pins) != 0;
  }
  void pin() {
    if ((state.fetch_add(1, std::memory_order_relaxed) & node_state::pins) >=
        node_state::most_pins) {
      state.fetch_sub(1, std::memory_order_relaxed);
      throw std::length_error("mapwarden: more than 2^25 handles of one entry");
    }
  }
  // When it is false, the pin is to be dropped again at once.
  bool pin_shared() noexcept {
    const std::uint32_t before = state.fetch_add(1, std::memory_order_acquire);
    return (before & (node_state::claimed | node_state::detached)) == 0 &&
           (before & node_state::pins) < node_state::most_pins;
  }
  // True when the caller has to destroy the node, which is then claimed: else a
  // lookup that steps back from it would find the same.
  bool unpin() noexcept {
    std::uint32_t now = state.load(std::memory_order_relaxed);
    for (;;) {
      const bool last =
          (now & (node_state::detached | node_state::claimed |
                  node_state::pins)) == (node_state::detached | 1U);
      if (state.compare_exchange_weak(
              now, last ? (now - 1) | node_state::claimed : now - 1,
              std::memory_order_acq_rel, std::memory_order_relaxed))
        return last;
    }
  }
  // Under the lock: keeps others from pinning it; false if it is pinned.
  bool claim() noexcept {
    std::uint32_t now = state.load(std::memory_order_relaxed);
    while ((now & node_state::pins) == 0)
      if (state.compare_exchange_weak(now, now | node_state::claimed,
                                      std::memory_order_acquire,
                                      std::memory_order_relaxed))
        return true;
    return false;
  }
  void unclaim() noexcept {
    state.fetch_and(~node_state::claimed, std::memory_order_release);
  }
  void visit() noexcept {
    if ((state.load(std::memory_order_relaxed) & node_state::visited) == 0)
      state.fetch_or(node_state::visited, std::memory_order_relaxed);
  }
  bool clear_visited() noexcept { // whether it was
    if ((state.load(std::memory_order_relaxed) & node_state::visited) == 0)
      return false;
    state.fetch_and(~node_state::visited, std::memory_order_relaxed);
    return true;
  }

  static constexpr std::size_t align() noexcept {
    return alignof(Value) < alignof(void *) ? alignof(void *) : alignof(Value);
  }

  // What follows a node in memory, if its map has a bound or a time to live: as
  // much of it as the layout has room for.
  struct trailer {
    pinned_node *newer, *older;
    // Only with a time to live: when the entry expires, and when it does if it
    // is used but not written (INT64_MAX: never).
    std::int64_t expiry, deadline;
  };
  static constexpr std::size_t trailer_offset() noexcept {
    return (sizeof(pinned_node) + alignof(trailer) - 1) / alignof(trailer) *
           alignof(trailer);
  }
  trailer *extra() noexcept {
    return reinterpret_cast<trailer *>(reinterpret_cast<unsigned char *>(this) +
                                       trailer_offset());
  }
  static cell_layout layout(bool ordered, bool expiring) noexcept {
    const std::size_t size = expiring ? trailer_offset() + sizeof(trailer)
                             : ordered
                                 ? trailer_offset() + offsetof(trailer, expiry)
                                 : sizeof(pinned_node);
    return cell_layout::of(size, align());
  }
};

// The entries of one stripe in the order of their insertion, for SIEVE (Zhang
// et al. 2024) and for finding expired ones.
template <class Node> class node_order {
public:
  void link(Node *n) noexcept {
    auto *const t = n->extra();
    t->older = newest_;
    t->newer = nullptr;
    (newest_ != nullptr ? newest_->extra()->newer : oldest_) = n;
    newest_ = n;
  }
  void unlink(Node *n) noexcept {
    auto *const t = n->extra();
    (t->newer != nullptr ? t->newer->extra()->older : newest_) = t->older;
    (t->older != nullptr ? t->older->extra()->newer : oldest_) = t->newer;
    if (hand_ == n)
      hand_ = t->newer;
    if (reaper_ == n)
      reaper_ = t->newer;
  }
  // Puts a node in another's place.
  void exchange(Node *old, Node *n) noexcept {
    auto *const t = n->extra();
    t->newer = old->extra()->newer;
    t->older = old->extra()->older;
    (t->newer != nullptr ? t->newer->extra()->older : newest_) = n;
    (t->older != nullptr ? t->older->extra()->newer : oldest_) = n;
    if (hand_ == old)
      hand_ = n;
    if (reaper_ == old)
      reaper_ = n;
  }
  // What SIEVE evicts next: from the hand towards the newest, and round, the
  // first that was not visited since the hand passed it. Null if there is none.
  // The hand moves past it at once: if it is the newest, what is linked before
  // it is unlinked must not be the next victim.
  Node *victim() noexcept {
    Node *n = hand_ != nullptr ? hand_ : oldest_;
    while (n != nullptr && n->clear_visited())
      n = n->extra()->newer != nullptr ? n->extra()->newer : oldest_;
    hand_ = n != nullptr ? n->extra()->newer : nullptr;
    return n;
  }
  // The next one, round and round, to look at for expiry; null if none.
  Node *next_to_reap() noexcept {
    Node *const n = reaper_ != nullptr ? reaper_ : oldest_;
    if (n != nullptr)
      reaper_ = n->extra()->newer;
    return n;
  }

private:
  Node *newest_ = nullptr;
  Node *oldest_ = nullptr;
  Node *hand_ = nullptr;
  Node *reaper_ = nullptr;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_PINNED_NODE_H
