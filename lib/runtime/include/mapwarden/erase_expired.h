// mapwarden: sweep the entries whose weak_ptr has expired.
#ifndef MAPWARDEN_ERASE_EXPIRED_H
#define MAPWARDEN_ERASE_EXPIRED_H

#include <cstddef>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/map_access.h"

namespace mapwarden {
namespace detail {

template <class W>
using expired_t =
    decltype(static_cast<bool>(std::declval<const W &>().expired()));

template <class M> constexpr void check_weak_values() {
  static_assert(!std::is_const_v<M>,
                "mapwarden: erase_expired needs a map it may change");
  static_assert(is_associative<M>,
                "mapwarden: erase_expired works on associative containers "
                "(map, hash map, set)");
  static_assert(is_detected<expired_t, mapped_t<M>>,
                "mapwarden: erase_expired needs weak_ptr values (anything with "
                "expired())");
}

} // namespace detail

/// Erases every entry whose weak_ptr value (in a set: element) has expired.
///
/// \param m  a map with weak_ptr values, or a set of weak_ptr
/// \returns  the number of entries erased
/// Invalidates: as `m.erase(it)` does, for each erased entry.
/// Thread safety: writes `m`; the objects themselves may expire in other
/// threads meanwhile. Complexity: linear in `m.size()` (in a hash table: plus
/// its buckets). Exceptions: none, unless erasing throws.
template <class M> std::size_t erase_expired(M &m) {
  detail::check_weak_values<M>();
  return detail::erase_values_if(
      m, [](const auto &weak) { return weak.expired(); });
}

/// Says when a map has grown enough to be worth a sweep; keep one beside each
/// map that is swept on insertion.
class sweep_pacer {
public:
  /// Never sweeps below `smallest` entries. Thread safety: as an int.
  /// Complexity: constant. Exceptions: none.
  constexpr explicit sweep_pacer(std::size_t smallest = 32) noexcept
      : smallest_(smallest), next_(smallest) {}

  /// Whether a map of `size` entries is due. Invalidates nothing. Complexity:
  /// constant. Exceptions: none.
  constexpr bool due(std::size_t size) const noexcept { return size >= next_; }

  /// Tells how many entries survived a sweep: the next is due at twice as many.
  /// Complexity: constant.
  constexpr void swept(std::size_t survivors) noexcept {
    next_ = 2 * survivors < smallest_ ? smallest_ : 2 * survivors;
  }

private:
  std::size_t smallest_;
  std::size_t next_;
};

/// As erase_expired(m), but only when `m` has doubled since the last sweep:
/// cheap enough to call per insertion.
///
/// `m` never holds more than twice the live entries of the last sweep (or the
/// pacer's smallest size).
///
/// \param m      as above
/// \param pacer  belongs to `m` alone
/// \returns      the number of entries erased, mostly 0
/// Invalidates: as above, in the calls that sweep. Thread safety: writes `m`
/// and `pacer`. Complexity: amortised constant per insertion. Exceptions: as
/// above.
template <class M> std::size_t erase_expired(M &m, sweep_pacer &pacer) {
  detail::check_weak_values<M>();
  if (!pacer.due(static_cast<std::size_t>(m.size())))
    return 0;
  const std::size_t erased = mapwarden::erase_expired(m);
  pacer.swept(static_cast<std::size_t>(m.size()));
  return erased;
}

} // namespace mapwarden

#endif // MAPWARDEN_ERASE_EXPIRED_H
