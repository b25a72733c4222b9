// mapwarden: maps of containers that do not keep empty inner containers.
#ifndef MAPWARDEN_NESTED_H
#define MAPWARDEN_NESTED_H

#include <cstddef>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/map_access.h"
#include "mapwarden/erase_reset.h"

namespace mapwarden {
namespace detail {

// Stands for "no deleter given": right unless the inner containers hang on raw
// pointers.
struct owned_by_value {};

template <class Outer>
using inner_t = std::remove_pointer_t<decltype(detail::inner_of(
    std::declval<value_ref_t<Outer>>()))>;

template <class Outer, class Deleter> constexpr void check_nested() {
  static_assert(!std::is_const_v<Outer>,
                "mapwarden: the outer map must not be const");
  static_assert(
      is_associative<Outer>,
      "mapwarden: the outer container must be associative (map, hash map)");
  static_assert(is_container<std::remove_const_t<inner_t<Outer>>>,
                "mapwarden: the outer map's values must be containers, or "
                "(smart) pointers to containers");
  static_assert(!(std::is_pointer_v<mapped_t<Outer>> &&
                  std::is_same_v<Deleter, owned_by_value>),
                "mapwarden: the inner containers are held by raw pointer; say "
                "who frees them: pass "
                "mapwarden::delete_value{} when the outer map owns them, "
                "mapwarden::keep_value{} when it does not");
}

template <class Outer> bool holds_nothing(value_ref_t<Outer> value) {
  const auto *inner = detail::inner_of(value);
  return inner == nullptr || inner->empty();
}

// Erases the outer entry; a raw pointer goes to the deleter afterwards.
template <class Outer, class It, class Deleter>
void drop(Outer &outer, It it, Deleter &deleter) {
  if constexpr (std::is_same_v<Deleter, owned_by_value>)
    outer.erase(it);
  else
    mapwarden::erase_reset(outer, it, std::move(deleter));
}

} // namespace detail

/// Erases the outer entry with key `k1` if its inner container is empty (or its
/// pointer null).
///
/// \param outer    an associative container whose values are containers or
/// (raw, smart) pointers to containers
/// \param k1       key of the outer entry; may be absent
/// \param deleter  what to do with an inner container held by raw pointer
/// (required then, useless otherwise):
///                 delete_value{} when the outer map owns it, keep_value{} when
///                 something else does
/// \returns        whether an outer entry was erased
/// Invalidates: as `outer.erase(iterator)` does, if it returns true; else
/// nothing. Thread safety: writes `outer`. Complexity: one lookup. Exceptions:
/// those of the lookup; no entry is lost.
template <class Outer, class K1, class Deleter = detail::owned_by_value>
bool prune_if_empty(Outer &outer, const K1 &k1, Deleter deleter = Deleter()) {
  detail::check_nested<Outer, Deleter>();
  auto it = outer.find(k1);
  if (it == outer.end() ||
      !detail::holds_nothing<Outer>(detail::value_at<Outer>(it)))
    return false;
  detail::drop(outer, it, deleter);
  return true;
}

/// Erases the entry `k2` of the inner container under `k1`, and that
/// container's outer entry once it is empty.
///
/// It never creates an outer entry, as `outer[k1].erase(k2)` does. Afterwards
/// `outer` holds no empty inner container (nor null pointer) under `k1`,
/// whether or not `k2` was found.
///
/// \param outer    an associative container of associative containers, held by
/// value or by (raw, smart) pointer
/// \param k1       key of the outer entry; may be absent
/// \param k2       key of the inner entry; may be absent
/// \param deleter  as for prune_if_empty
/// \returns        the number of inner entries erased
/// Invalidates: as `inner.erase(k2)` does and, when the outer entry goes, as
/// `outer.erase(iterator)` does. Thread safety: writes `outer` and the inner
/// container; hold the lock of both. Complexity: one lookup in each.
/// Exceptions: those of the lookups; nothing has changed then.
template <class Outer, class K1, class K2,
          class Deleter = detail::owned_by_value>
std::size_t erase_nested(Outer &outer, const K1 &k1, const K2 &k2,
                         Deleter deleter = Deleter()) {
  detail::check_nested<Outer, Deleter>();
  using Inner = detail::inner_t<Outer>;
  static_assert(
      detail::is_associative<Inner> && detail::can_erase_key<Inner, K2>,
      "mapwarden: erase_nested needs inner associative containers with "
      "erase(k2); for inner sequences erase "
      "the element yourself and call mapwarden::prune_if_empty(outer, k1)");
  auto it = outer.find(k1);
  if (it == outer.end())
    return 0;
  std::size_t erased = 0;
  {
    decltype(auto) value = detail::value_at<Outer>(it);
    if (auto *inner = detail::inner_of(value)) {
      erased = detail::erase_key(*inner, k2);
      if (!inner->empty())
        return erased;
    }
  }
  detail::drop(outer, it, deleter);
  return erased;
}

/// Erases all outer entries whose inner container is empty (or whose pointer is
/// null).
///
/// \param outer    an associative container whose values are containers or
/// (raw, smart) pointers to containers
/// \param deleter  as for prune_if_empty
/// \returns        the number of outer entries erased
/// Invalidates: as `outer.erase(iterator)` does, for each erased entry.
/// Thread safety: writes `outer`, reads the inner containers. Complexity:
/// linear in `outer.size()` (in a hash table: plus its buckets). Exceptions:
/// none, unless erasing throws.
template <class Outer, class Deleter = detail::owned_by_value>
std::size_t prune_empty(Outer &outer, Deleter deleter = Deleter()) {
  detail::check_nested<Outer, Deleter>();
  return detail::erase_values_if(outer, [&](auto &value) {
    const auto *inner = detail::inner_of(value);
    if (inner != nullptr && !inner->empty())
      return false;
    // The inner container is empty: nothing in it can look at `outer` while it
    // is freed, just before its entry goes.
    if constexpr (!std::is_same_v<Deleter, detail::owned_by_value>)
      detail::release(deleter, value);
    return true;
  });
}

} // namespace mapwarden

#endif // MAPWARDEN_NESTED_H
