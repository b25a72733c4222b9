// mapwarden: assignment under a lock, with destruction after it.
#ifndef MAPWARDEN_DETAIL_DISPLACED_H
#define MAPWARDEN_DETAIL_DISPLACED_H

#include <optional>
#include <type_traits>
#include <utility>

namespace mapwarden::detail {

// Declared before the lock is taken: what a value was before it was assigned
// to, and what is left of the one that was assigned. Destructors may call the
// map, so neither may die under its lock.
template <class V> class displaced {
public:
  // Before `there` changes, all that may throw has happened, but for V's move
  // assignment, and its move constructor if V cannot be copied.
  template <class M> void assign(V &there, M &&value) {
    fresh_.emplace(std::forward<M>(value));
    if constexpr (!std::is_trivially_destructible_v<V>)
      old_.emplace(std::move_if_noexcept(there));
    there = std::move(*fresh_);
  }

private:
  std::optional<V> fresh_, old_;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_DISPLACED_H
