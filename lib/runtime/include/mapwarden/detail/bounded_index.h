// mapwarden: the hash chains, the order of insertion and the grace ring of
// bounded_map, all intrusive.
//
// No function here allocates, calls user code or throws. The map owns the
// memory; these only link it.
#ifndef MAPWARDEN_DETAIL_BOUNDED_INDEX_H
#define MAPWARDEN_DETAIL_BOUNDED_INDEX_H

#include <cstddef>

#include "mapwarden/detail/bounded_buckets.h"
#include "mapwarden/detail/bounded_node.h"

namespace mapwarden::detail {

// Copying the struct hands over all nodes.
struct bounded_index {
  bounded_buckets buckets;
  std::size_t size = 0;
  bounded_list<insertion_links> order;

  // Adds an entry as the newest, or in the order's other end. There must be a
  // bucket.
  void link(bounded_node_base *n, bool as_newest) noexcept {
    bounded_node_base *&bucket = buckets.of(n->hash);
    n->chain = bucket;
    bucket = n;
    as_newest ? order.push_newest(n) : order.push_oldest(n);
    ++size;
  }
  void unlink(bounded_node_base *n) noexcept {
    bounded_node_base **at = &buckets.of(n->hash);
    while (*at != n)
      at = &(*at)->chain;
    *at = n->chain;
    order.remove(n);
    --size;
  }
};

// The entries that left lately and stay dereferenceable for some inserting
// calls, oldest first.
struct grace_ring {
  bounded_node_base *first = nullptr;
  bounded_node_base *last = nullptr;

  // Adds an entry that left in, or before, inserting call number `call`.
  void push(bounded_node_base *n, std::size_t call) noexcept {
    n->gone = true;
    n->left_in = call;
    n->chain = nullptr;
    (last != nullptr ? last->chain : first) = n;
    last = n;
  }
  // Takes out the oldest; null when there is none.
  bounded_node_base *pop() noexcept {
    bounded_node_base *n = first;
    if (n == nullptr)
      return nullptr;
    first = n->chain;
    if (first == nullptr)
      last = nullptr;
    return n;
  }
  // The same, if more than `grace` inserting calls came after it left.
  bounded_node_base *pop_due(std::size_t call, std::size_t grace) noexcept {
    return first == nullptr || call - first->left_in <= grace ? nullptr : pop();
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_BOUNDED_INDEX_H
