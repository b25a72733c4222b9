// mapwarden: a false that a static_assert in a template may wait for.
#ifndef MAPWARDEN_DETAIL_ALWAYS_FALSE_H
#define MAPWARDEN_DETAIL_ALWAYS_FALSE_H

namespace mapwarden::detail {

template <class...> inline constexpr bool always_false = false;

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_ALWAYS_FALSE_H
