// mapwarden: SIEVE for bounded_map.
//
// Zhang, Yang, Yue, Vigfusson, Rashmi: SIEVE is Simpler than LRU, NSDI 2024.
#ifndef MAPWARDEN_DETAIL_POLICY_SIEVE_H
#define MAPWARDEN_DETAIL_POLICY_SIEVE_H

#include "mapwarden/detail/bounded_node.h"

namespace mapwarden::detail {

struct sieve_policy {
  bounded_node_base *hand = nullptr; // where it goes on; null: at the oldest

  static void use(bounded_node_base *n) noexcept { n->count_use(1); }
  void remove(bounded_node_base *n) noexcept {
    if (hand == n)
      hand = n->newer;
  }
  // From the hand towards the newest, and round, the first that was not used
  // since the hand passed it; passing clears the mark. `pinned` is stepped
  // over. There must be another entry.
  bounded_node_base *pick(const bounded_list<insertion_links> &order,
                          const bounded_node_base *pinned) noexcept {
    bounded_node_base *n = hand != nullptr ? hand : order.oldest;
    for (; n == pinned || n->uses_seen() != 0; n = order.after(n))
      if (n != pinned)
        n->set_uses(0);
    return hand = n;
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_POLICY_SIEVE_H
