// bounded_map against std::list + std::unordered_map: Google Benchmark for the
// times, one map after another, and gate G11 from alternating runs.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "../hit_ratio/traces.h"
#include "gate.h"
#include "list_lru.h"
#include "mapwarden/bounded_map.h"

namespace {

using mapwarden::eviction;
using mapwarden::limits;
using key = std::uint64_t;
using baseline = bench::list_lru<key, std::uint64_t>;

// The same two calls as list_lru.
class ours {
public:
  explicit ours(std::size_t capacity, eviction policy = eviction::sieve)
      : map_(limits{capacity}.evict_by(policy).exposing_misuse(false)) {}
  std::uint64_t *get(key k) {
    auto it = map_.find(k);
    return it == map_.end() ? nullptr : &it->second;
  }
  void put(key k, std::uint64_t v) { map_.insert_or_assign(k, v); }

private:
  mapwarden::bounded_map<key, std::uint64_t> map_;
};

// Spreads ranks over the key space: neighbours in rank are no neighbours in the
// table.
key scattered(std::uint64_t rank) { return rank * 0x9e3779b97f4a7c15ULL; }

std::vector<key> zipf_trace(std::size_t keys, std::size_t requests) {
  const bench::zipf rank(keys, 0.99);
  bench::random_bits random(7);
  std::vector<key> trace(requests);
  for (key &k : trace)
    k = scattered(rank(random));
  return trace;
}
const std::vector<key> &read_through_trace(std::size_t capacity) {
  static std::map<std::size_t, std::vector<key>> traces;
  auto &t = traces[capacity];
  if (t.empty())
    t = zipf_trace(capacity * 10, 2000000);
  return t;
}

// A cache's life: look up, and on a miss compute and store.
template <class Cache>
std::uint64_t read_through(Cache &cache, const std::vector<key> &trace) {
  std::uint64_t hits = 0;
  for (key k : trace) {
    if (cache.get(k) != nullptr)
      ++hits;
    else
      cache.put(k, k);
  }
  return hits;
}
template <class Cache>
std::uint64_t look_up(Cache &cache, const std::vector<key> &keys) {
  std::uint64_t sum = 0;
  for (key k : keys)
    sum += *cache.get(k);
  return sum;
}
template <class Cache> void churn(Cache &cache, key &next, std::size_t count) {
  for (std::size_t i = 0; i != count; ++i, ++next)
    cache.put(scattered(next), next);
}
template <class Cache> void fill(Cache &cache, std::size_t capacity) {
  for (std::size_t i = 0; i != capacity; ++i)
    cache.put(scattered(i), i);
}
std::vector<key> hits_in(std::size_t capacity) {
  bench::random_bits random(11);
  std::vector<key> keys(1000000);
  for (key &k : keys)
    k = scattered(random.below(capacity));
  return keys;
}

template <class Cache, class... Args>
void ReadThrough(benchmark::State &state, Args... args) {
  const auto capacity = static_cast<std::size_t>(state.range(0));
  const auto &trace = read_through_trace(capacity);
  Cache cache(capacity, args...);
  std::uint64_t hits = 0, requests = 0;
  for (auto _ : state) {
    hits += read_through(cache, trace);
    requests += trace.size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(requests));
  state.counters["hit_ratio"] =
      static_cast<double>(hits) / static_cast<double>(requests);
}
template <class Cache, class... Args>
void Hit(benchmark::State &state, Args... args) {
  const auto capacity = static_cast<std::size_t>(state.range(0));
  Cache cache(capacity, args...);
  fill(cache, capacity);
  const auto keys = hits_in(capacity);
  for (auto _ : state)
    benchmark::DoNotOptimize(look_up(cache, keys));
  state.SetItemsProcessed(
      static_cast<std::int64_t>(state.iterations() * keys.size()));
}
template <class Cache, class... Args>
void Churn(benchmark::State &state, Args... args) {
  const auto capacity = static_cast<std::size_t>(state.range(0));
  Cache cache(capacity, args...);
  fill(cache, capacity);
  key next = capacity;
  for (auto _ : state)
    churn(cache, next, 100000);
  state.SetItemsProcessed(
      static_cast<std::int64_t>(state.iterations() * 100000));
}

template <class Cache, class... Args>
void register_cache(const std::string &name, Args... args) {
  using function = void (*)(benchmark::State &, Args...);
  const std::pair<const char *, function> workloads[] = {
      {"read_through/", ReadThrough<Cache, Args...>},
      {"hit/", Hit<Cache, Args...>},
      {"churn/", Churn<Cache, Args...>}};
  for (const auto &[workload, f] : workloads)
    benchmark::RegisterBenchmark((workload + name).c_str(), f, args...)
        ->Arg(8192)
        ->Arg(100000)
        ->Unit(benchmark::kMillisecond);
}
void register_all() {
  register_cache<baseline>("list_unordered_map_lru");
  register_cache<ours>("sieve", eviction::sieve);
  register_cache<ours>("s3_fifo", eviction::s3_fifo);
  register_cache<ours>("w_tiny_lfu", eviction::w_tiny_lfu);
  register_cache<ours>("lru", eviction::lru);
  register_cache<ours>("fifo", eviction::fifo);
}

// G11 is about the life of a cache: Zipf 0.99, a tenth of the keys fit. Hits
// and insertions alone are printed for what they are.
void gate_g11() {
  for (std::size_t capacity : {std::size_t(8192), std::size_t(100000)}) {
    const std::string at = " at " + std::to_string(capacity) + " entries";
    ours a(capacity);
    baseline b(capacity);
    const auto &trace = read_through_trace(capacity);
    read_through(a, trace), read_through(b, trace);
    bench::at_least("G11",
                    bench::speedup([&] { read_through(a, trace); },
                                   [&] { read_through(b, trace); }),
                    1.5,
                    "times as fast as list+unordered_map, read-through" + at);
    ours full(capacity);
    baseline full_baseline(capacity);
    fill(full, capacity), fill(full_baseline, capacity);
    const auto keys = hits_in(capacity);
    std::printf(
        "%.2f times as fast as list+unordered_map, hits%s\n",
        bench::speedup(
            [&] { benchmark::DoNotOptimize(look_up(full, keys)); },
            [&] { benchmark::DoNotOptimize(look_up(full_baseline, keys)); }),
        at.c_str());
    key x = capacity, y = capacity;
    std::printf("%.2f times as fast as list+unordered_map, insertions%s\n",
                bench::speedup([&] { churn(a, x, 300000); },
                               [&] { churn(b, y, 300000); }),
                at.c_str());
  }
}

} // namespace

int main(int argc, char **argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 2;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  register_all();
  benchmark::RunSpecifiedBenchmarks();
  gate_g11();
}
