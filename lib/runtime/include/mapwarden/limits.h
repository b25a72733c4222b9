// mapwarden: what bounds a bounded_map, and what its removal listener is told.
#ifndef MAPWARDEN_LIMITS_H
#define MAPWARDEN_LIMITS_H

#include <chrono>
#include <cstddef>
#include <limits>
#include <utility>

// Whether maps misbehave as far as their contract allows, unless limits say
// otherwise: in debug and AddressSanitizer builds. Define it to 0 or 1 for the
// whole program to decide.
#ifndef MAPWARDEN_EXPOSE_MISUSE
#if !defined(NDEBUG) || defined(__SANITIZE_ADDRESS__)
#define MAPWARDEN_EXPOSE_MISUSE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MAPWARDEN_EXPOSE_MISUSE 1
#endif
#endif
#endif
#ifndef MAPWARDEN_EXPOSE_MISUSE
#define MAPWARDEN_EXPOSE_MISUSE 0
#endif

namespace mapwarden {

/// Why an entry leaves a map.
enum class removal_cause : unsigned char {
  replaced, ///< insert_or_assign gives the key a new value
  erased,   ///< erase, clear, assignment to the map or its destruction
  evicted,  ///< the map was full and made room
  expired,  ///< its time was over
};

/// Which entry a full map evicts. docs/runtime/bounded_map.md says when to
/// prefer which, and docs/runtime/performance.md how often each hits.
enum class eviction : unsigned char {
  sieve,      ///< the oldest not looked up since the last pass
  s3_fifo,    ///< what was asked for once goes first; needs 16 bytes more per
              ///< entry for the keys it remembers
  w_tiny_lfu, ///< what was asked for seldom, of all keys; hits most often,
              ///< costs most per lookup, and 32 bytes more per entry
  lru,        ///< the one not used for longest
  fifo,       ///< the oldest
};

template <class Weigher> struct weighed_limits;

/// The limits of a bounded_map, given at run time.
///
/// An aggregate: name the members in C++20, or chain the functions, each of
/// which returns a changed copy:
///
///     limits{1000}.expire_after_write(5min).evict_by(eviction::lru)
///     limits{.max_entries = 1000, .write_ttl = 5min, .evict = eviction::lru}
struct limits {
  /// The largest possible max_entries.
  static constexpr std::size_t most_entries = 0xFFFFFFFFU;

  /// At least 1, at most most_entries.
  std::size_t max_entries;
  /// Inserting calls for which an evicted entry stays dereferenceable.
  std::size_t grace = 64;
  /// What goes when the map is full.
  eviction evict = eviction::sieve;
  /// How long after its insertion or insert_or_assign an entry expires; zero:
  /// never.
  std::chrono::nanoseconds write_ttl{0};
  /// How long after its last use an entry expires; zero: never.
  std::chrono::nanoseconds access_ttl{0};
  /// The name under which the registry reports the map; null: it does not.
  const char *watch = nullptr;
  /// What the time is, for tests; null: std::chrono::steady_clock.
  std::chrono::nanoseconds (*clock)() = nullptr;
  /// Evict early at random, have no grace ring and iterate in random order, so
  /// that tests find the code that leans on it.
  bool expose_misuse = MAPWARDEN_EXPOSE_MISUSE != 0;
  /// Mixed into every hash. Give a random one where strangers choose keys.
  std::size_t hash_seed = 0;

  limits keep_evicted_for(std::size_t inserting_calls) const {
    limits l = *this;
    l.grace = inserting_calls;
    return l;
  }
  limits evict_by(eviction policy) const {
    limits l = *this;
    l.evict = policy;
    return l;
  }
  limits expire_after_write(std::chrono::nanoseconds ttl) const {
    limits l = *this;
    l.write_ttl = ttl;
    return l;
  }
  limits expire_after_access(std::chrono::nanoseconds ttl) const {
    limits l = *this;
    l.access_ttl = ttl;
    return l;
  }
  limits watched_as(const char *name) const {
    limits l = *this;
    l.watch = name;
    return l;
  }
  limits timed_by(std::chrono::nanoseconds (*now)()) const {
    limits l = *this;
    l.clock = now;
    return l;
  }
  limits seeded_by(std::size_t seed) const {
    limits l = *this;
    l.hash_seed = seed;
    return l;
  }
  limits exposing_misuse(bool expose) const {
    limits l = *this;
    l.expose_misuse = expose;
    return l;
  }

  /// Limits the sum of the entries' weights as well. The last of a chain.
  /// \param max_bytes  at least 1; an entry heavier than this is refused
  /// \param weigher    called as weigher(key, value) with const references;
  ///                   returns the entry's weight, e.g. its size in bytes
  template <class Weigher>
  weighed_limits<Weigher> weighed(std::size_t max_bytes,
                                  Weigher weigher) const {
    return {*this, max_bytes, std::move(weigher)};
  }
  template <class Bytes, class Limits = limits> void weighed(Bytes) const {
    static_assert(sizeof(Bytes) == 0,
                  "mapwarden: a limit of bytes needs a weigher: "
                  "weighed(max_bytes, [](const K &key, const V &value) { "
                  "return the bytes that the entry costs; })");
  }
};

/// What limits::weighed returns.
template <class Weigher> struct weighed_limits {
  limits entries;
  std::size_t max_bytes;
  Weigher weigher;
};

} // namespace mapwarden

#endif // MAPWARDEN_LIMITS_H
