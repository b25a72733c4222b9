// One interface for all maps of the benchmarks, and measuring that bears a
// machine that others use as well.
#ifndef MAPWARDEN_BENCH_RUNTIME_BENCH_MAPS_H
#define MAPWARDEN_BENCH_RUNTIME_BENCH_MAPS_H

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <malloc.h>
#include <string>
#include <unordered_map>
#include <vector>

#include <absl/container/flat_hash_map.h>
#include <absl/container/node_hash_map.h>
#include <boost/unordered/unordered_flat_map.hpp>
#include <tsl/robin_map.h>

#include "mapwarden/detail/core_map.h"

namespace mapwarden_bench {

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
using std_map = std_like<std::unordered_map<key, value>>;
using absl_flat = std_like<absl::flat_hash_map<key, value>>;
using absl_node = std_like<absl::node_hash_map<key, value>>;
using boost_flat = std_like<boost::unordered_flat_map<key, value>>;
using tsl_robin = std_like<tsl::robin_map<key, value>>;

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
inline double resident_bytes() {
  long pages = 0, resident = 0;
  if (std::FILE *f = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(f, "%ld %ld", &pages, &resident) != 2)
      resident = 0;
    std::fclose(f);
  }
  return static_cast<double>(resident) * 4096;
}

inline double median(std::vector<double> v) {
  std::sort(v.begin(), v.end());
  return v[v.size() / 2];
}

inline std::string number(const char *format, double x) {
  char text[64];
  std::snprintf(text, sizeof text, format, x);
  return text;
}

// Prints one gate's line: `GATE <G-number> <ok|MISSED> <measured> <target>`.
inline void gate(const char *name, bool ok, const std::string &measured,
                 const std::string &target) {
  std::printf("GATE %s %s %s %s\n", name, ok ? "ok" : "MISSED",
              measured.c_str(), target.c_str());
  std::fflush(stdout);
}

} // namespace mapwarden_bench

#endif // MAPWARDEN_BENCH_RUNTIME_BENCH_MAPS_H
