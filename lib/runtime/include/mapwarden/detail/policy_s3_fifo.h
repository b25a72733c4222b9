// mapwarden: S3-FIFO for bounded_map.
//
// Yang, Zhang, Qiu, Yue, Vinayak: FIFO Queues are All You Need for Cache
// Eviction, SOSP 2023: a small queue (a tenth) filters what is used once, a
// main queue gives used entries another round, and the hashes of what the small
// queue evicted are remembered.
#ifndef MAPWARDEN_DETAIL_POLICY_S3_FIFO_H
#define MAPWARDEN_DETAIL_POLICY_S3_FIFO_H

#include <cstddef>

#include "mapwarden/detail/bounded_node.h"
#include "mapwarden/detail/ghost_queue.h"

namespace mapwarden::detail {

template <class Value> struct s3_fifo_policy {
  bounded_list<queue_links<Value>> small;
  bounded_list<queue_links<Value>> main;
  std::size_t small_size = 0;
  std::size_t main_size = 0;
  ghost_queue ghosts;

  // How many evicted keys count as remembered: as many as the main queue holds.
  static std::size_t ghosts_of(std::size_t size) noexcept {
    return size - size / 10;
  }

  static void use(bounded_node_base *n) noexcept { n->count_use(3); }
  void insert(bounded_node_base *n, bool in_main) noexcept {
    n->queue = in_main;
    (in_main ? main : small).push_newest(n);
    ++(in_main ? main_size : small_size);
  }
  // Puts a copy where its original is.
  void restore(bounded_node_base *n) noexcept { insert(n, n->queue != 0); }
  void remove(bounded_node_base *n) noexcept {
    (n->queue != 0 ? main : small).remove(n);
    --(n->queue != 0 ? main_size : small_size);
  }
  // Called before an evicted entry is removed. There must be room for a ghost.
  void evict(bounded_node_base *n) noexcept {
    if (n->queue == 0)
      ghosts.push(n->hash);
  }
  // The next victim, never `pinned`. There must be another entry.
  bounded_node_base *pick(const bounded_node_base *pinned) noexcept {
    const std::size_t size = small_size + main_size;
    bool from_small = main_size == 0 || small_size * 10 >= size;
    for (;; from_small = !from_small)
      if (auto *n = from_small ? pick_small(pinned) : pick_main(pinned))
        return n;
  }

private:
  // The oldest that was used at most once; those used more often move on to
  // the main queue. Null when nothing is left.
  bounded_node_base *pick_small(const bounded_node_base *pinned) noexcept {
    bounded_node_base *next = nullptr;
    for (bounded_node_base *n = small.oldest; n != nullptr; n = next) {
      next = queue_links<Value>::newer(n);
      if (n == pinned)
        continue;
      if (n->uses_seen() <= 1)
        return n;
      remove(n);
      n->set_uses(0);
      insert(n, true);
    }
    return nullptr;
  }
  // The oldest that was not used; the others get another round for each use.
  // Null when there is nothing but the pinned entry.
  bounded_node_base *pick_main(const bounded_node_base *pinned) noexcept {
    if (main_size == 0 || (main_size == 1 && main.oldest == pinned))
      return nullptr;
    bounded_node_base *n = main.oldest;
    while (n == pinned || n->uses_seen() != 0) {
      bounded_node_base *next = main.after(n);
      if (n != pinned) {
        n->set_uses(static_cast<unsigned char>(n->uses_seen() - 1));
        main.move_to_newest(n);
      }
      n = next;
    }
    return n;
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_POLICY_S3_FIFO_H
