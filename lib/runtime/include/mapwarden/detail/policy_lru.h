// mapwarden: least recently used, for bounded_map.
#ifndef MAPWARDEN_DETAIL_POLICY_LRU_H
#define MAPWARDEN_DETAIL_POLICY_LRU_H

#include "mapwarden/detail/bounded_node.h"

namespace mapwarden::detail {

// A const lookup cannot reorder, as several may run at once: it marks, and a
// marked entry counts as used at the moment when it would be evicted.
template <class Value> struct lru_policy {
  bounded_list<queue_links<Value>> queue;

  void insert(bounded_node_base *n) noexcept { queue.push_newest(n); }
  void use(bounded_node_base *n) noexcept {
    n->set_uses(0);
    queue.move_to_newest(n);
  }
  static void use_const(bounded_node_base *n) noexcept { n->count_use(1); }
  void remove(bounded_node_base *n) noexcept { queue.remove(n); }
  // The one used least recently, but not `pinned`. There must be another entry.
  bounded_node_base *pick(const bounded_node_base *pinned) noexcept {
    bounded_node_base *n = queue.oldest;
    while (n == pinned || n->uses_seen() != 0) {
      bounded_node_base *next = queue.after(n);
      if (n != pinned)
        use(n);
      n = next;
    }
    return n;
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_POLICY_LRU_H
