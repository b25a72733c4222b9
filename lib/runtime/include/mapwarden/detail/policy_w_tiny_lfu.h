// mapwarden: W-TinyLFU for bounded_map.
//
// Einziger, Friedman, Manes: TinyLFU: A Highly Efficient Cache Admission
// Policy, ACM Transactions on Storage 2017.
#ifndef MAPWARDEN_DETAIL_POLICY_W_TINY_LFU_H
#define MAPWARDEN_DETAIL_POLICY_W_TINY_LFU_H

#include <cstddef>

#include "mapwarden/detail/bounded_node.h"
#include "mapwarden/detail/frequency_sketch.h"

namespace mapwarden::detail {

// A hundredth is a window of new entries. What leaves the window must have been
// asked for more often than what it would evict from the main queues, not
// counting its last request, which brought it here: where keys come round in
// turn, that of the victim is just about to come. Of the main queues
// the protected one, four fifths, holds what was used again. All three
// are in the order of use. A const lookup is counted, and marks: see
// lru_policy.
template <class Value> struct w_tiny_lfu_policy {
  enum : unsigned char { window, probation, protected_ };
  using links = queue_links<Value>;

  bounded_list<links> queues[3];
  std::size_t sizes[3] = {};
  frequency_sketch sketch;

  std::size_t size() const noexcept {
    return sizes[window] + sizes[probation] + sizes[protected_];
  }

  void insert(bounded_node_base *n) noexcept {
    sketch.count(n->hash);
    push(n, window);
    if (sizes[window] > window_limit(size()))
      move(queues[window].oldest, probation);
  }
  // Puts a copy where its original is.
  void restore(bounded_node_base *n) noexcept { push(n, n->queue); }
  void remove(bounded_node_base *n) noexcept {
    queues[n->queue].remove(n);
    --sizes[n->queue];
  }
  void use(bounded_node_base *n) noexcept {
    sketch.count(n->hash);
    promote(n);
  }
  void use_const(bounded_node_base *n) const noexcept {
    sketch.count_const(n->hash);
    n->count_use(1);
  }
  // The next victim, never `pinned`. There must be another entry.
  bounded_node_base *pick(const bounded_node_base *pinned) noexcept {
    bounded_node_base *candidate = sizes[window] + 1 > window_limit(size())
                                       ? oldest(window, pinned)
                                       : nullptr;
    bounded_node_base *victim = oldest(probation, pinned);
    if (victim == nullptr)
      victim = oldest(protected_, pinned);
    if (victim == nullptr) // a used one of those fell back to probation
      victim = oldest(probation, pinned);
    if (victim == nullptr)
      return oldest(window, pinned);
    if (candidate == nullptr)
      return victim;
    if (sketch.frequency(candidate->hash) <= sketch.frequency(victim->hash) + 1)
      return candidate;
    move(candidate, probation);
    return victim;
  }

private:
  static std::size_t window_limit(std::size_t size) noexcept {
    return size < 200 ? 1 : size / 100;
  }

  void push(bounded_node_base *n, unsigned char queue) noexcept {
    n->queue = queue;
    queues[queue].push_newest(n);
    ++sizes[queue];
  }
  void move(bounded_node_base *n, unsigned char queue) noexcept {
    remove(n);
    push(n, queue);
  }
  void promote(bounded_node_base *n) noexcept {
    n->set_uses(0);
    if (n->queue == window)
      return queues[window].move_to_newest(n);
    move(n, protected_);
    if (sizes[protected_] > (sizes[probation] + sizes[protected_]) * 4 / 5)
      move(queues[protected_].oldest, probation);
  }
  // The one not used for longest; those that const lookups marked are used
  // now. Null when there is nothing but the pinned entry.
  bounded_node_base *oldest(unsigned char queue,
                            const bounded_node_base *pinned) noexcept {
    for (;;) {
      bounded_node_base *n = queues[queue].oldest;
      while (n != nullptr && n == pinned)
        n = links::newer(n);
      if (n == nullptr || n->uses_seen() == 0)
        return n;
      promote(n);
    }
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_POLICY_W_TINY_LFU_H
