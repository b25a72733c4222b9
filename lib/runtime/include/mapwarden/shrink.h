// mapwarden: give the bucket array of a sparse hash table back, and keep its
// elements.
#ifndef MAPWARDEN_SHRINK_H
#define MAPWARDEN_SHRINK_H

#include <cstddef>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/map_access.h"

namespace mapwarden {
namespace detail {

template <class M>
using bucket_count_t = decltype(std::declval<M &>().bucket_count());
template <class M>
using rehash_t = decltype(std::declval<M &>().rehash(std::size_t{}));
template <class M> using capacity_t = decltype(std::declval<M &>().capacity());
template <class M> using squeeze_t = decltype(std::declval<M &>().squeeze());
template <class M>
using shrink_to_fit_t = decltype(std::declval<M &>().shrink_to_fit());
template <class M>
using memory_size_t = decltype(std::declval<M &>().getMemorySize());

// Tables of so few slots are not worth an allocation, nor can every library
// make them smaller.
inline constexpr std::size_t smallest_shrinkable = 64;

// How many entries the memory that m holds now has room for (roughly).
template <class M> std::size_t slots_of(const M &m) {
  if constexpr (is_detected<bucket_count_t, const M>)
    return static_cast<std::size_t>(m.bucket_count());
  else if constexpr (is_detected<capacity_t, const M>)
    return static_cast<std::size_t>(m.capacity());
  else // LLVM's DenseMap
    return static_cast<std::size_t>(m.getMemorySize() /
                                    sizeof(typename M::value_type));
}

template <class M>
inline constexpr bool can_shrink =
    (is_detected<bucket_count_t, const M> && is_detected<rehash_t, M>) ||
    (is_detected<capacity_t, const M> &&
     (is_detected<squeeze_t, M> || is_detected<shrink_to_fit_t, M>)) ||
    (is_detected<memory_size_t, const M> && std::is_move_assignable_v<M>);

template <class M> void shrink(M &m) {
  if constexpr (is_detected<rehash_t, M>) {
    m.rehash(0);
  } else if constexpr (is_detected<squeeze_t, M>) {
    m.squeeze();
  } else if constexpr (is_detected<shrink_to_fit_t, M>) {
    m.shrink_to_fit();
  } else { // LLVM's DenseMap only ever grows: move the entries to a new one
    M fitting(static_cast<unsigned>(m.size()));
    for (auto it = m.begin(); it != m.end(); ++it)
      fitting.try_emplace(it->first, std::move(it->second));
    m = std::move(fitting);
  }
}

} // namespace detail

/// Gives the bucket array back when fewer than the share `below` of its slots
/// are used; the elements stay.
///
/// Hash tables keep the array of their largest moment after erase() and
/// clear(): call this after a large removal, not after every one.
///
/// \param m      a hash table of std, boost, absl, tsl, LLVM's DenseMap, or
/// Qt's (squeeze); or a flat map
/// \param below  a share of the slots, at most 0.5; tables of 64 slots or fewer
/// are left alone
/// \returns      whether it shrank
/// Invalidates, if it returns true: iterators; in tables that hold their
/// elements in the array, references as well. Thread safety: writes `m`.
/// Complexity: constant when it returns false, else a rehash. Exceptions:
/// std::bad_alloc and those of the hash; as safe as `m.rehash(0)` (std: no
/// effect if allocation fails).
template <class M> bool shrink_if_sparse(M &m, double below = 0.125) {
  static_assert(!std::is_const_v<M>,
                "mapwarden: shrink_if_sparse needs a map it may change");
  static_assert(detail::can_shrink<M>,
                "mapwarden: shrink_if_sparse needs a hash table: std::map and "
                "other trees keep no spare array, and "
                "this container offers none of rehash, squeeze, shrink_to_fit");
  const std::size_t slots = detail::slots_of(m);
  if (slots <= detail::smallest_shrinkable)
    return false;
  if (static_cast<double>(m.size()) >=
      (below < 0.5 ? below : 0.5) * static_cast<double>(slots))
    return false;
  detail::shrink(m);
  return true;
}

/// Erases the entries that satisfy `pred`, then shrinks the table as
/// shrink_if_sparse(m) does.
///
/// \param m     as for shrink_if_sparse
/// \param pred  called with the entry, as iteration gives it (`*it`); must not
/// change `m`
/// \returns     the number of entries erased
/// Invalidates: as erasing does for each erased entry, and as shrink_if_sparse
/// does. Thread safety: writes `m`. Complexity: linear, plus a rehash.
/// Exceptions: those of `pred` (the entries erased so far stay erased), and
/// those of shrink_if_sparse.
template <class M, class Pred>
std::size_t erase_if_and_shrink(M &m, Pred pred) {
  const std::size_t erased = detail::erase_entries_if(
      m, [&pred](auto &it) -> bool { return pred(*it); });
  mapwarden::shrink_if_sparse(m);
  return erased;
}

} // namespace mapwarden

#endif // MAPWARDEN_SHRINK_H
