// mapwarden: the members of a map that a concurrent one cannot have.
#ifndef MAPWARDEN_DETAIL_NO_PLAIN_ACCESS_H
#define MAPWARDEN_DETAIL_NO_PLAIN_ACCESS_H

#include <cstdlib>

#include "mapwarden/detail/always_false.h"

namespace mapwarden::detail {

// What people try first does not compile, and says what to write instead; const
// members, so that a const map says it as well.
template <class V> struct no_plain_access {
  template <class Q> V &operator[](Q &&) const {
    static_assert(always_false<Q>,
                  "mapwarden::concurrent_map has no operator[]: a reference "
                  "without a pin would dangle; use find(k), get(k), "
                  "insert_or_assign(k, v), upsert(k, f) or get_or_load(k, f)");
    std::abort();
  }
  template <class Q> V &at(Q &&) const {
    static_assert(always_false<Q>,
                  "mapwarden::concurrent_map has no at(): a reference without "
                  "a pin would dangle; use find(k) or get(k)");
    std::abort();
  }
  template <class T = void> void *begin() const {
    static_assert(always_false<T>,
                  "mapwarden::concurrent_map has no iterators; use for_each(f) "
                  "or snapshot()");
    return nullptr;
  }
  template <class T = void> void *cbegin() const { return begin<T>(); }
};

template <class V> struct no_plain_nested_access {
  template <class Q> V &operator[](Q &&) const {
    static_assert(always_false<Q>,
                  "mapwarden::concurrent_nested_map has no operator[]: use "
                  "put(a, b, v), get(a, b), upsert(a, b, f) or "
                  "visit_inner(a, f)");
    std::abort();
  }
  template <class Q> V &at(Q &&) const {
    static_assert(always_false<Q>,
                  "mapwarden::concurrent_nested_map has no at(): use get(a, b) "
                  "or visit(a, b, f)");
    std::abort();
  }
  template <class T = void> void *begin() const {
    static_assert(always_false<T>,
                  "mapwarden::concurrent_nested_map has no iterators; use "
                  "visit_inner(a, f) for each outer key that you know");
    return nullptr;
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_NO_PLAIN_ACCESS_H
