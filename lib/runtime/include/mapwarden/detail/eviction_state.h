// mapwarden: the eviction policies of bounded_map behind one interface.
#ifndef MAPWARDEN_DETAIL_EVICTION_STATE_H
#define MAPWARDEN_DETAIL_EVICTION_STATE_H

#include <cstddef>

#include "mapwarden/detail/bounded_index.h"
#include "mapwarden/detail/policy_fifo.h"
#include "mapwarden/detail/policy_lru.h"
#include "mapwarden/detail/policy_s3_fifo.h"
#include "mapwarden/detail/policy_sieve.h"
#include "mapwarden/detail/policy_w_tiny_lfu.h"
#include "mapwarden/limits.h"

namespace mapwarden::detail {

// Copying the struct hands over lists and memory. Which policy rules is the
// map's to know, and the same from the first entry to the last.
template <class Value> struct eviction_state {
  sieve_policy sieve;
  lru_policy<Value> lru;
  s3_fifo_policy<Value> s3;
  w_tiny_lfu_policy<Value> lfu;

  // Whether the policy needs extended nodes.
  static bool reorders(eviction policy) noexcept {
    return policy != eviction::sieve && policy != eviction::fifo;
  }

  void use(eviction policy, bounded_node_base *n) noexcept {
    switch (policy) {
    case eviction::sieve:
      return sieve_policy::use(n);
    case eviction::lru:
      return lru.use(n);
    case eviction::s3_fifo:
      return s3_fifo_policy<Value>::use(n);
    case eviction::w_tiny_lfu:
      return lfu.use(n);
    case eviction::fifo:
      return;
    }
  }
  void use_const(eviction policy, bounded_node_base *n) const noexcept {
    switch (policy) {
    case eviction::sieve:
      return sieve_policy::use(n);
    case eviction::lru:
      return lru_policy<Value>::use_const(n);
    case eviction::s3_fifo:
      return s3_fifo_policy<Value>::use(n);
    case eviction::w_tiny_lfu:
      return lfu.use_const(n);
    case eviction::fifo:
      return;
    }
  }

  // Before a new entry evicts: whether its key is remembered.
  bool recall(eviction policy, std::size_t hash, std::size_t size) noexcept {
    return policy == eviction::s3_fifo &&
           s3.ghosts.take(hash, s3_fifo_policy<Value>::ghosts_of(size));
  }
  void insert(eviction policy, bounded_node_base *n, bool recalled) noexcept {
    if (policy == eviction::lru)
      lru.insert(n);
    else if (policy == eviction::s3_fifo)
      s3.insert(n, recalled);
    else if (policy == eviction::w_tiny_lfu)
      lfu.insert(n);
  }
  // The same for a copy of an entry, with the original's marks.
  void restore(eviction policy, bounded_node_base *n) noexcept {
    if (policy == eviction::lru)
      lru.insert(n);
    else if (policy == eviction::s3_fifo)
      s3.restore(n);
    else if (policy == eviction::w_tiny_lfu)
      lfu.restore(n);
  }
  void remove(eviction policy, bounded_node_base *n) noexcept {
    if (policy == eviction::sieve)
      sieve.remove(n);
    else if (policy == eviction::lru)
      lru.remove(n);
    else if (policy == eviction::s3_fifo)
      s3.remove(n);
    else if (policy == eviction::w_tiny_lfu)
      lfu.remove(n);
  }
  // Before an evicted entry is removed.
  void evict(eviction policy, bounded_node_base *n) noexcept {
    if (policy == eviction::s3_fifo)
      s3.evict(n);
  }
  // Makes room for what evict() remembers; throws what the allocator throws.
  template <class Alloc>
  void prepare_eviction(eviction policy, const Alloc &alloc, std::size_t size) {
    if (policy == eviction::s3_fifo)
      s3.ghosts.reserve(alloc, s3_fifo_policy<Value>::ghosts_of(size));
  }
  // Makes room for what is remembered of `size` entries.
  template <class Alloc>
  void prepare_insertion(eviction policy, const Alloc &alloc,
                         std::size_t size) {
    if (policy == eviction::w_tiny_lfu)
      lfu.sketch.reserve(alloc, size);
  }
  template <class Alloc> void release(const Alloc &alloc) noexcept {
    s3.ghosts.release(alloc);
    lfu.sketch.release(alloc);
  }
  // What is remembered of keys that are not there.
  template <class Alloc>
  void copy_memory(const Alloc &alloc, const eviction_state &other) {
    if (other.s3.ghosts.capacity != 0) {
      s3.ghosts.reserve(alloc, other.s3.ghosts.capacity);
      s3.ghosts.copy_from(other.s3.ghosts);
    }
    lfu.sketch.reserve(alloc, other.lfu.sketch.words / 4);
    lfu.sketch.entries = other.lfu.sketch.entries;
    lfu.sketch.copy_from(other.lfu.sketch);
  }

  // The next victim: not `pinned`, unless it is the only entry.
  bounded_node_base *pick(eviction policy, const bounded_index &index,
                          const bounded_node_base *pinned) noexcept {
    if (index.size == 1)
      return index.order.oldest;
    switch (policy) {
    case eviction::lru:
      return lru.pick(pinned);
    case eviction::s3_fifo:
      return s3.pick(pinned);
    case eviction::w_tiny_lfu:
      return lfu.pick(pinned);
    case eviction::fifo:
      return fifo_policy::pick(index.order, pinned);
    case eviction::sieve:
      break;
    }
    return sieve.pick(index.order, pinned);
  }

  // Calls f for each entry in an order in which inserting copies gives the
  // policy the same state.
  template <class F>
  void for_each_in_order(eviction policy, const bounded_index &index,
                         F f) const {
    if (policy == eviction::lru)
      return walk(lru.queue, f);
    if (policy == eviction::s3_fifo) {
      walk(s3.main, f);
      return walk(s3.small, f);
    }
    if (policy == eviction::w_tiny_lfu) {
      for (const auto &queue : lfu.queues)
        walk(queue, f);
      return;
    }
    walk(index.order, f);
  }

private:
  template <class Links, class F>
  static void walk(const bounded_list<Links> &list, F &f) {
    for (bounded_node_base *n = list.oldest; n != nullptr; n = Links::newer(n))
      f(n);
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_EVICTION_STATE_H
