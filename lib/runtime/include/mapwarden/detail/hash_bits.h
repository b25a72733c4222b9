// mapwarden: the bits of a hash value, mixed and shared out between the levels
// of a table.
#ifndef MAPWARDEN_DETAIL_HASH_BITS_H
#define MAPWARDEN_DETAIL_HASH_BITS_H

#include <cstddef>
#include <cstdint>

#include "mapwarden/hash.h"

namespace mapwarden::detail {

// Mixes what a user's hash function returned with a seed. Bits 0-31 are the
// table's (leaf_directory), bits 32-39 choose the stripe: disjoint, because a
// stripe's keys would otherwise agree in the bits that its directory looks at.
inline std::uint64_t mixed_bits(std::size_t hash, std::uint64_t seed) noexcept {
#if defined(__SIZEOF_INT128__)
  // One multiplication to 128 bits, both halves folded together.
  __extension__ using wide = unsigned __int128;
  const wide product =
      static_cast<wide>(static_cast<std::uint64_t>(hash) ^ seed) *
      0xd6e8feb86659fd93ULL;
  return static_cast<std::uint64_t>(product >> 64) ^
         static_cast<std::uint64_t>(product);
#else
  return mix64(static_cast<std::uint64_t>(hash) + seed);
#endif
}

inline std::uint32_t table_bits(std::uint64_t mixed) noexcept {
  return static_cast<std::uint32_t>(mixed);
}
inline std::uint32_t stripe_bits(std::uint64_t mixed) noexcept {
  return static_cast<std::uint32_t>(mixed >> 32) & 0xFFU;
}

// What seeds are xor-ed with, so that seed 0 does as well as any.
inline constexpr std::uint64_t default_seed = 0x9e3779b97f4a7c15ULL;

// The index of the lowest set bit of x, which is not 0.
inline std::size_t lowest_bit(unsigned x) noexcept {
#if defined(__GNUC__)
  return static_cast<std::size_t>(__builtin_ctz(x));
#else
  std::size_t index = 0;
  for (; (x & 1) == 0; x >>= 1)
    ++index;
  return index;
#endif
}
inline std::size_t lowest_bit(std::uint64_t x) noexcept {
  const auto low = static_cast<std::uint32_t>(x);
  return low != 0 ? lowest_bit(low)
                  : 32 + lowest_bit(static_cast<std::uint32_t>(x >> 32));
}

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_HASH_BITS_H
