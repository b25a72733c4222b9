// mapwarden: the type-independent part of bounded_map: hash chains, SIEVE order
// and grace ring, all intrusive.
//
// No function here allocates, calls user code or throws. bounded_map owns the
// memory; this class only links it.
#ifndef MAPWARDEN_DETAIL_SIEVE_CORE_H
#define MAPWARDEN_DETAIL_SIEVE_CORE_H

#include <atomic>
#include <cstddef>

namespace mapwarden::detail {

struct sieve_node {
  sieve_node *chain =
      nullptr; // next in the bucket; in the grace ring: the entry evicted next
  sieve_node *newer = nullptr;
  sieve_node *older = nullptr;
  std::size_t hash = 0; // mixed; in the grace ring: the number of the insertion
                        // that evicted it
  std::atomic<bool> visited{
      false}; // atomic, as const lookups from several threads set it
  bool evicted = false;

  // A hit. Reading first keeps the cache line shared between reading threads.
  void visit() noexcept {
    if (!visited.load(std::memory_order_relaxed))
      visited.store(true, std::memory_order_relaxed);
  }
};

// Copying the struct hands over all nodes: `auto taken = std::exchange(core,
// sieve_core())`.
struct sieve_core {
  sieve_node **buckets = nullptr;
  std::size_t bucket_count = 0; // 0 or a power of two
  sieve_node *newest = nullptr;
  sieve_node *oldest = nullptr;
  sieve_node *hand = nullptr;   // where SIEVE goes on; null: at the oldest
  sieve_node *pinned = nullptr; // the entry returned last: never the victim,
                                // unless it is the only one
  sieve_node *ring_first = nullptr;
  sieve_node *ring_last = nullptr;
  std::size_t size = 0;
  std::size_t insertions = 0;
  std::size_t evictions = 0;

  sieve_node *&bucket_of(std::size_t hash) const noexcept {
    return buckets[hash & (bucket_count - 1)];
  }

  sieve_node *first_in_bucket(std::size_t hash) const noexcept {
    return bucket_count == 0 ? nullptr : bucket_of(hash);
  }

  // Makes `array` (of `count` null pointers, a power of two) the bucket array;
  // the caller frees the old one.
  void adopt_buckets(sieve_node **array, std::size_t count) noexcept {
    buckets = array;
    bucket_count = count;
    for (sieve_node *n = oldest; n != nullptr; n = n->newer) {
      sieve_node *&bucket = bucket_of(n->hash);
      n->chain = bucket;
      bucket = n;
    }
  }

  // Adds an entry as the newest. There must be a bucket array.
  void link(sieve_node *n) noexcept {
    sieve_node *&bucket = bucket_of(n->hash);
    n->chain = bucket;
    bucket = n;
    n->older = newest;
    n->newer = nullptr;
    (newest != nullptr ? newest->newer : oldest) = n;
    newest = n;
    ++size;
  }

  // Takes an entry out of its bucket and the order.
  void unlink(sieve_node *n) noexcept {
    sieve_node **at = &bucket_of(n->hash);
    while (*at != n)
      at = &(*at)->chain;
    *at = n->chain;
    (n->newer != nullptr ? n->newer->older : newest) = n->older;
    (n->older != nullptr ? n->older->newer : oldest) = n->newer;
    if (hand == n)
      hand = n->newer;
    if (pinned == n)
      pinned = nullptr;
    --size;
  }

  // The entry SIEVE evicts next: from the hand towards the newest, and round,
  // the first that was not visited since the hand passed it; passing clears the
  // mark. The pinned entry is stepped over. There must be an entry.
  sieve_node *pick_victim() noexcept {
    sieve_node *n = hand != nullptr ? hand : oldest;
    if (size == 1)
      return n;
    for (;; n = n->newer != nullptr ? n->newer : oldest) {
      if (n == pinned)
        continue;
      if (!n->visited.load(std::memory_order_relaxed))
        break;
      n->visited.store(false, std::memory_order_relaxed);
    }
    hand = n;
    return n;
  }

  // Moves an entry into the grace ring, stamped with the number of the running
  // insertion.
  void retire(sieve_node *n) noexcept {
    unlink(n);
    n->evicted = true;
    n->hash = insertions;
    n->chain = nullptr;
    (ring_last != nullptr ? ring_last->chain : ring_first) = n;
    ring_last = n;
    ++evictions;
  }

  // Takes the oldest retired entry out of the ring if more than `grace`
  // insertions came after its eviction; else null.
  sieve_node *pop_retired(std::size_t grace) noexcept {
    sieve_node *n = ring_first;
    if (n == nullptr || insertions - n->hash <= grace)
      return nullptr;
    return pop_ring();
  }

  // Takes the oldest retired entry out of the ring; null when there is none.
  sieve_node *pop_ring() noexcept {
    sieve_node *n = ring_first;
    if (n == nullptr)
      return nullptr;
    ring_first = n->chain;
    if (ring_first == nullptr)
      ring_last = nullptr;
    return n;
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_SIEVE_CORE_H
