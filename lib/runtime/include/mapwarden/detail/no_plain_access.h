// mapwarden: the members of a map that a concurrent one cannot have.
#ifndef MAPWARDEN_DETAIL_NO_PLAIN_ACCESS_H
#define MAPWARDEN_DETAIL_NO_PLAIN_ACCESS_H

#include <cstdlib>

#include "mapwarden/detail/always_false.h"

namespace mapwarden::detail {

// What people try first does not compile, and says what to write instead.
template <class V> struct no_plain_access {
  template <class Q> V &operator[](Q &&) {
    static_assert(detail::always_false<Q>,
                  "mapwarden::concurrent_map has no operator[]: a reference "
                  "without a pin would dangle; use find(k), get(k), "
                  "insert_or_assign(k, v), upsert(k, f) or get_or_load(k, f)");
    std::abort();
  }
  template <class Q> V &at(Q &&) {
    static_assert(detail::always_false<Q>,
                  "mapwarden::concurrent_map has no at(): a reference without "
                  "a pin would dangle; use find(k) or get(k)");
    std::abort();
  }
  template <class T = void> void *begin() const {
    static_assert(detail::always_false<T>,
                  "mapwarden::concurrent_map has no iterators; use for_each(f) "
                  "or snapshot()");
    return nullptr;
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_NO_PLAIN_ACCESS_H
