// The core table and the maps of mapwarden against other maps, on one thread:
// the speed of single operations (Google Benchmark, one map after another), and
// the gates G4 (hits; both sides of the ratio in turn), G8 (empty map) and G9
// (probe length in the core table).
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench_maps.h"

using namespace bench;

namespace {

template <class Map> void hit(benchmark::State &state) {
  const auto n = static_cast<std::uint64_t>(state.range(0));
  Map m;
  for (std::uint64_t i = 0; i != n; ++i)
    m.insert(nth_key(i), i);
  xorshift random;
  std::vector<key> keys(1 << 16);
  for (auto &k : keys)
    k = nth_key(random() % n);
  std::size_t i = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(m.get(keys[++i % keys.size()]));
}
template <class Map> void insert_all(benchmark::State &state) {
  const auto n = static_cast<std::uint64_t>(state.range(0));
  for (auto _ : state) {
    auto m = std::make_unique<Map>();
    for (std::uint64_t i = 0; i != n; ++i)
      m->insert(nth_key(i), i);
    benchmark::DoNotOptimize(*m);
    state.PauseTiming();
    m.reset();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void register_all() {
  const auto add = [](auto map, const char *name) {
    using type = typename decltype(map)::type;
    const std::string suffix = std::string("/") + name;
    benchmark::RegisterBenchmark(("hit" + suffix).c_str(), hit<type>)
        ->Arg(8192)
        ->Arg(1000000);
    benchmark::RegisterBenchmark(("insert_all" + suffix).c_str(),
                                 insert_all<type>)
        ->Arg(8192)
        ->Arg(1000000);
  };
  for_each_of_ours(add);
  add(tag<std_map>{}, "std");
  for_each_peer(add);
}

template <class Map>
double time_hits(const Map &m, const std::vector<key> &keys) {
  value sum = 0;
  const double begin = thread_time();
  for (key k : keys)
    sum += m.get(k);
  const double end = thread_time();
  benchmark::DoNotOptimize(sum);
  return (end - begin) / static_cast<double>(keys.size());
}
// The median ratio of alternating passes over the same keys.
template <class Ours> double hit_ratio(std::uint64_t n, const char *name) {
  Ours ours;
  std_map theirs;
  for (std::uint64_t i = 0; i != n; ++i)
    ours.insert(nth_key(i), i);
  for (std::uint64_t i = 0; i != n; ++i)
    theirs.insert(nth_key(i), i);
  xorshift random;
  std::vector<key> keys(1 << 15);
  std::vector<double> a, b, ratios;
  for (int round = 0; round != 201; ++round) {
    const auto draw = [&] {
      for (auto &k : keys)
        k = nth_key(random() % n);
    };
    draw();
    const bool first = round % 2 == 0;
    double ours_now = 0, theirs_now = 0;
    for (int side = 0; side != 2; ++side) {
      draw();
      if ((side == 0) == first)
        ours_now = time_hits(ours, keys);
      else
        theirs_now = time_hits(theirs, keys);
    }
    a.push_back(ours_now);
    b.push_back(theirs_now);
    ratios.push_back(ours_now / theirs_now);
  }
  std::printf("hit n=%llu %s %.1f ns, std %.1f ns (medians)\n",
              static_cast<unsigned long long>(n), name, median(a), median(b));
  return median(ratios);
}

void hit_gate() {
  for (const std::uint64_t n : {8192u, 1000000u})
    for_each_of_ours([n](auto map, const char *name) {
      at_most("G4", hit_ratio<typename decltype(map)::type>(n, name), 1,
              "of std::unordered_map's time, hits at " + std::to_string(n) +
                  " entries, " + name);
    });
}

// --- empty, probes ---

void empty_gate() {
  for_each_of_ours([](auto map, const char *name) {
    const double before = heap_bytes();
    typename decltype(map)::type m;
    const double heap = heap_bytes() - before;
    at_most("G8", sizeof m.map, 64,
            std::string("bytes, an empty map, ") + name);
    at_most("G8", heap, 0, std::string("bytes of heap, an empty map, ") + name);
    benchmark::DoNotOptimize(m);
  });
}

// Groups looked at per hit, in leaves and in one flat table of the same groups
// and load with random places.
void probe_gate() {
  using namespace mapwarden::detail;
  double leaf_probes = 0, flat_probes = 0;
  for (std::uint64_t n : {100000u, 1000000u, 1500000u}) {
    core m;
    for (std::uint64_t i = 0; i != n; ++i)
      m.insert(i * 64, i);
    std::map<unsigned, std::pair<std::size_t, std::size_t>> by_size;
    m.map.table().each_leaf([&](leaf *l) {
      const leaf_group *const array = l->group_array();
      l->for_each([&](const table_node *node) {
        for (unsigned g = leaf_place(node->hash).group(l->groups);;
             g = (g + 1) % l->groups) {
          ++leaf_probes;
          bool here = false;
          for (unsigned i = 0; i != leaf_group::slots; ++i)
            here |= array[g].taken(i) && array[g].nodes[i] == node;
          if (here)
            break;
        }
      });
      auto &sum = by_size[l->groups];
      sum.first += l->count;
      sum.second += l->groups;
    });
    xorshift random;
    for (const auto &[size, sum] : by_size) {
      std::vector<unsigned> used(sum.second);
      for (std::size_t i = 0; i != sum.first; ++i) {
        std::size_t g = random() % used.size();
        for (++flat_probes; used[g] == leaf_group::slots; ++flat_probes)
          g = (g + 1) % used.size();
        ++used[g];
      }
    }
  }
  const double ratio = leaf_probes / flat_probes;
  at_most("G9", ratio, 1.1,
          "of the groups that a flat table of the same load looks at, hits, "
          "core_table");
}

} // namespace

int main(int argc, char **argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 2;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  hit_gate();
  empty_gate();
  probe_gate();
  register_all();
  benchmark::RunSpecifiedBenchmarks();
}
