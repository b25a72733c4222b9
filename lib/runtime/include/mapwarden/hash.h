// mapwarden: hashing several fields into one well-mixed value.
#ifndef MAPWARDEN_HASH_H
#define MAPWARDEN_HASH_H

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <typeindex> // the smallest standard header that declares std::hash
#include <utility>

namespace mapwarden {
namespace detail {

// A 64-bit finaliser (xor-shift, multiply, twice): each input bit flips each
// output bit with probability near 1/2.
constexpr std::uint64_t mix64(std::uint64_t x) noexcept {
  x ^= x >> 32;
  x *= 0xe9846af9b1a615dULL;
  x ^= x >> 32;
  x *= 0xe9846af9b1a615dULL;
  x ^= x >> 28;
  return x;
}

template <class T, class = void> struct is_tuple_like : std::false_type {};
template <class T>
struct is_tuple_like<T, std::void_t<decltype(std::tuple_size<T>::value)>>
    : std::true_type {};

// A struct that names its fields; found by argument-dependent lookup.
template <class T, class = void> struct has_fields : std::false_type {};
template <class T>
struct has_fields<
    T, std::void_t<decltype(mapwarden_fields(std::declval<const T &>()))>>
    : std::true_type {};

constexpr std::size_t combine_one(std::size_t seed, std::size_t hash) noexcept {
  return static_cast<std::size_t>(mix64(static_cast<std::uint64_t>(seed) +
                                        0x9e3779b97f4a7c15ULL +
                                        static_cast<std::uint64_t>(hash)));
}

} // namespace detail

/// A hash function object for T: std::hash<T> with its bits mixed; for pairs,
/// tuples and arrays, of all elements; for a struct, of the fields it names by
/// a function in its namespace. Every bit of every field influences every bit
/// of the result.
///
/// Use it where std::hash<T> is missing (`unordered_map<std::pair<int, int>, V,
/// mapwarden::mixed_hash<...>>`) or is the identity and the keys are multiples
/// of something. Thread safety: stateless. Complexity: that of std::hash, plus
/// a few cycles. Exceptions: those of std::hash<T>.
///
///     struct point { int x, y; }; // the fields that operator== compares:
///     auto mapwarden_fields(const point& p) { return std::tie(p.x, p.y); }
template <class T> struct mixed_hash {
  using is_avalanching = void; ///< tells boost and ankerl not to mix again

  std::size_t operator()(const T &value) const {
    if constexpr (detail::has_fields<T>::value) {
      using fields = std::decay_t<decltype(mapwarden_fields(value))>;
      return mixed_hash<fields>()(mapwarden_fields(value));
    } else if constexpr (detail::is_tuple_like<T>::value) {
      return elements(value,
                      std::make_index_sequence<std::tuple_size<T>::value>());
    } else {
      static_assert(
          std::is_default_constructible_v<std::hash<T>>,
          "mapwarden: std::hash has no specialisation for this type; give it "
          "`auto mapwarden_fields(const X& x) { return std::tie(x.first_field, "
          "x.second_field); }`, or write `return mapwarden::hash_combine(0, "
          "x.first_field, x.second_field);` in a hash of your own");
      return detail::combine_one(0, std::hash<T>()(value));
    }
  }

private:
  template <std::size_t... I>
  static std::size_t elements([[maybe_unused]] const T &value,
                              std::index_sequence<I...>) {
    using std::get;
    std::size_t seed = sizeof...(I);
    ((seed = detail::combine_one(
          seed, mixed_hash<std::decay_t<std::tuple_element_t<I, T>>>()(
                    get<I>(value)))),
     ...);
    return seed;
  }
};

/// Combines the hashes of `values`, in order, with `seed`; every bit of every
/// hash influences every bit of the result.
///
/// \param seed    where to start: 0, or what an earlier hash_combine returned
/// \param values  what to hash, each by mixed_hash of its type
/// \returns       the new hash; it depends on the order, and is the same in
/// every run that std::hash is Invalidates nothing. Thread safety: pure.
/// Complexity: linear. Exceptions: those of std::hash.
///
///     struct point_hash {
///       std::size_t operator()(const point& p) const {
///         return mapwarden::hash_combine(0, p.x, p.y);
///       }
///     };
template <class... Ts>
std::size_t hash_combine(std::size_t seed, const Ts &...values) {
  ((seed = detail::combine_one(seed, mixed_hash<Ts>()(values))), ...);
  return seed;
}

} // namespace mapwarden

#endif // MAPWARDEN_HASH_H
