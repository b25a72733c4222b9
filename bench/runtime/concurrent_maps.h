// One interface for all concurrent maps of the benchmarks.
#ifndef MAPWARDEN_BENCH_RUNTIME_CONCURRENT_MAPS_H
#define MAPWARDEN_BENCH_RUNTIME_CONCURRENT_MAPS_H

#include <mutex>

#ifdef MAPWARDEN_BENCH_CUCKOO
#include <libcuckoo/cuckoohash_map.hh>
#endif
#ifdef MAPWARDEN_BENCH_TBB
#include <tbb/concurrent_hash_map.h>
#endif

#include "bench_maps.h"
#include "mapwarden/concurrent_map.h"

namespace bench {

// Lookups copy the value, as those of the other maps here do.
struct shared_concurrent {
  mapwarden::concurrent_map<key, value> map;
  bool get(key k, value &v) {
    const auto found = map.get(k);
    if (!found)
      return false;
    v = *found;
    return true;
  }
  void set(key k, value v) { map.insert_or_assign(k, v); }
};
// Lookups pin the entry.
struct shared_concurrent_pins : shared_concurrent {
  bool get(key k, value &v) {
    const auto h = map.find(k);
    if (h == map.end())
      return false;
    v = h->second;
    return true;
  }
};
struct locked_std {
  std::mutex mutex;
  std::unordered_map<key, value> map;
  bool get(key k, value &v) {
    std::lock_guard<std::mutex> lock(mutex);
    const auto it = map.find(k);
    if (it == map.end())
      return false;
    v = it->second;
    return true;
  }
  void set(key k, value v) {
    std::lock_guard<std::mutex> lock(mutex);
    map[k] = v;
  }
};
#ifdef MAPWARDEN_BENCH_TBB
struct tbb_map {
  tbb::concurrent_hash_map<key, value> map;
  bool get(key k, value &v) {
    tbb::concurrent_hash_map<key, value>::const_accessor a;
    if (!map.find(a, k))
      return false;
    v = a->second;
    return true;
  }
  void set(key k, value v) {
    tbb::concurrent_hash_map<key, value>::accessor a;
    map.insert(a, k);
    a->second = v;
  }
};
#endif
#ifdef MAPWARDEN_BENCH_CUCKOO
struct cuckoo_map {
  libcuckoo::cuckoohash_map<key, value> map;
  bool get(key k, value &v) { return map.find(k, v); }
  void set(key k, value v) { map.insert_or_assign(k, v); }
};
#endif
#ifdef MAPWARDEN_BENCH_BOOST
struct striped_boost {
  struct alignas(64) stripe {
    std::mutex mutex;
    boost::unordered_flat_map<key, value> map;
  };
  stripe stripes[32];
  stripe &of(key k) { return stripes[(k * 0x9E3779B97F4A7C15U) >> 59]; }
  bool get(key k, value &v) {
    stripe &s = of(k);
    std::lock_guard<std::mutex> lock(s.mutex);
    const auto it = s.map.find(k);
    if (it == s.map.end())
      return false;
    v = it->second;
    return true;
  }
  void set(key k, value v) {
    stripe &s = of(k);
    std::lock_guard<std::mutex> lock(s.mutex);
    s.map[k] = v;
  }
};
#endif

// Calls f(tag<Map>, name) for each peer that is installed.
template <class F> void for_each_concurrent_peer(F f) {
#ifdef MAPWARDEN_BENCH_TBB
  f(tag<tbb_map>{}, "oneTBB");
#endif
#ifdef MAPWARDEN_BENCH_CUCKOO
  f(tag<cuckoo_map>{}, "libcuckoo");
#endif
#ifdef MAPWARDEN_BENCH_BOOST
  f(tag<striped_boost>{}, "32_mutexes_boost_flat");
#endif
}

} // namespace bench

#endif // MAPWARDEN_BENCH_RUNTIME_CONCURRENT_MAPS_H
