// mapwarden: first in, first out, for bounded_map.
#ifndef MAPWARDEN_DETAIL_POLICY_FIFO_H
#define MAPWARDEN_DETAIL_POLICY_FIFO_H

#include "mapwarden/detail/bounded_node.h"

namespace mapwarden::detail {

struct fifo_policy {
  // The oldest, or the next when that is `pinned`. There must be another entry.
  static bounded_node_base *pick(const bounded_list<insertion_links> &order,
                                 const bounded_node_base *pinned) noexcept {
    return order.oldest != pinned ? order.oldest : order.after(order.oldest);
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_POLICY_FIFO_H
