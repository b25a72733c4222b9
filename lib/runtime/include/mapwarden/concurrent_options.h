// mapwarden: what a concurrent_map can be told, and what it throws of its own.
#ifndef MAPWARDEN_CONCURRENT_OPTIONS_H
#define MAPWARDEN_CONCURRENT_OPTIONS_H

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>

namespace mapwarden {

/// The options of a concurrent_map.
struct concurrent_options {
  static constexpr std::size_t unlimited =
      std::numeric_limits<std::size_t>::max();

  /// At least 1. A full map evicts by SIEVE.
  std::size_t max_entries = unlimited;
  /// How long an entry lives after it was last written; 0: for ever.
  std::chrono::nanoseconds write_ttl{0};
  /// How long an entry lives after it was last looked up or written; 0: for
  /// ever.
  std::chrono::nanoseconds access_ttl{0};
  /// After so many loads in a row failed, get_or_load calls the loader without
  /// caching; 0: never.
  std::uint32_t breaker_failures = 10;
  /// For how long it does so before it tries again.
  std::chrono::nanoseconds breaker_cooldown = std::chrono::seconds(1);
  /// The number of locks, rounded up to a power of two, at most 256; 0: 256, or
  /// less in a map of fewer than 65,536 entries at most.
  std::uint32_t stripes = 0;
  /// Mixed into every hash. Give a random one where strangers choose keys.
  std::uint64_t hash_seed = 0;
};

/// Thrown when an entry whose type cannot be copied would have to be changed or
/// moved from while an entry_handle pins it.
class entry_pinned : public std::runtime_error {
public:
  entry_pinned()
      : std::runtime_error("mapwarden::concurrent_map: an entry_handle pins "
                           "the entry, and its type cannot be copied") {}
};

} // namespace mapwarden

#endif // MAPWARDEN_CONCURRENT_OPTIONS_H
