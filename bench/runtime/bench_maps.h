// One interface for all single-threaded maps of the benchmarks, and the clocks.
#ifndef MAPWARDEN_BENCH_RUNTIME_BENCH_MAPS_H
#define MAPWARDEN_BENCH_RUNTIME_BENCH_MAPS_H

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <malloc.h>
#include <unordered_map>

#ifdef MAPWARDEN_BENCH_ABSL
#include <absl/container/flat_hash_map.h>
#include <absl/container/node_hash_map.h>
#endif
#ifdef MAPWARDEN_BENCH_BOOST
#include <boost/unordered/unordered_flat_map.hpp>
#endif
#ifdef MAPWARDEN_BENCH_TSL
#include <tsl/robin_map.h>
#endif

#include "gate.h"
#include "mapwarden/bounded_map.h"
#include "mapwarden/concurrent_map.h"
#include "mapwarden/detail/core_map.h"

namespace bench {

using key = std::uint64_t;
using value = std::uint64_t;

// The i-th key: distinct, without a pattern.
inline key nth_key(std::uint64_t i) {
  std::uint64_t x = (i + 1) * 0x9E3779B97F4A7C15U;
  x ^= x >> 32;
  return x;
}

struct xorshift {
  std::uint64_t state = 88172645463325252U;
  std::uint64_t operator()() {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
  }
};

template <class Map> struct std_like {
  Map map;
  void insert(key k, value v) { map.emplace(k, v); }
  bool erase(key k) { return map.erase(k) != 0; }
  value get(key k) const {
    const auto it = map.find(k);
    return it == map.end() ? 0 : it->second;
  }
};

// What concurrent_map is made of; no user can name it.
using core_table = mapwarden::detail::core_map<key, value>;
struct core {
  core_table map;
  void insert(key k, value v) { map.try_emplace(k, v); }
  bool erase(key k) { return map.erase(k); }
  value get(key k) const {
    const auto *entry = map.find(k);
    return entry == nullptr ? 0 : entry->second;
  }
};
// The maps that users can name, with the same interface.
struct concurrent {
  mapwarden::concurrent_map<key, value> map;
  void insert(key k, value v) { map.try_emplace(k, v); }
  bool erase(key k) { return map.erase(k) != 0; }
  value get(key k) const { return map.get(k).value_or(0); }
};
struct bounded {
  mapwarden::bounded_map<key, value> map{
      mapwarden::limits{100000000}.exposing_misuse(false)}; // never full here
  void insert(key k, value v) { map.try_emplace(k, v); }
  bool erase(key k) { return map.erase(k) != 0; }
  value get(key k) const {
    const auto it = map.find(k);
    return it == map.end() ? 0 : it->second;
  }
};
using std_map = std_like<std::unordered_map<key, value>>;
#ifdef MAPWARDEN_BENCH_ABSL
using absl_flat = std_like<absl::flat_hash_map<key, value>>;
using absl_node = std_like<absl::node_hash_map<key, value>>;
#endif
#ifdef MAPWARDEN_BENCH_BOOST
using boost_flat = std_like<boost::unordered_flat_map<key, value>>;
#endif
#ifdef MAPWARDEN_BENCH_TSL
using tsl_robin = std_like<tsl::robin_map<key, value>>;
#endif

template <class Map> struct tag {
  using type = Map;
};
// Calls f(tag<Map>, name) for each of ours: the gates hold for all of them.
template <class F> void for_each_of_ours(F f) {
  f(tag<core>{}, "core_table");
  f(tag<concurrent>{}, "concurrent_map");
  f(tag<bounded>{}, "bounded_map");
}
// Calls f(tag<Map>, name) for each peer that is installed.
template <class F> void for_each_peer(F f) {
#ifdef MAPWARDEN_BENCH_ABSL
  f(tag<absl_flat>{}, "absl_flat");
  f(tag<absl_node>{}, "absl_node");
#endif
#ifdef MAPWARDEN_BENCH_BOOST
  f(tag<boost_flat>{}, "boost_flat");
#endif
#ifdef MAPWARDEN_BENCH_TSL
  f(tag<tsl_robin>{}, "tsl_robin");
#endif
}

// Nanoseconds this thread has run: others' time slices do not count.
inline double thread_time() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}
inline double wall_time() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}

// Bytes that the heap has given out, its own overhead included.
inline double heap_bytes() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks) + static_cast<double>(info.hblkhd);
}

} // namespace bench

#endif // MAPWARDEN_BENCH_RUNTIME_BENCH_MAPS_H
