// The core table against other maps, on one thread: speed of single operations
// (Google Benchmark), and the gates G1 (longest insertion), G2 (bytes kept
// after erasing), G3 (bytes per entry), G4 (hits), G8 (empty map), G9 (probe
// length). Both sides of a ratio alternate within one run.
//
//   bench-core-table [--gates_only] [Google Benchmark's options]
#include <cstring>
#include <map>
#include <memory>

#include <benchmark/benchmark.h>

#include "bench_maps.h"

using namespace mapwarden_bench;

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
    Map m;
    for (std::uint64_t i = 0; i != n; ++i)
      m.insert(nth_key(i), i);
    benchmark::DoNotOptimize(m);
    state.PauseTiming();
    {
      Map gone(std::move(m));
    }
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

#define MAPWARDEN_BENCH_ALL(f, ...)                                            \
  BENCHMARK_TEMPLATE(f, core) __VA_ARGS__;                                     \
  BENCHMARK_TEMPLATE(f, std_map) __VA_ARGS__;                                  \
  BENCHMARK_TEMPLATE(f, absl_flat) __VA_ARGS__;                                \
  BENCHMARK_TEMPLATE(f, absl_node) __VA_ARGS__;                                \
  BENCHMARK_TEMPLATE(f, boost_flat) __VA_ARGS__;                               \
  BENCHMARK_TEMPLATE(f, tsl_robin) __VA_ARGS__
MAPWARDEN_BENCH_ALL(hit, ->Arg(8192)->Arg(1000000));
MAPWARDEN_BENCH_ALL(insert_all, ->Arg(8192)->Arg(1000000));

// --- pauses ---

// The longest insertion and erasure, in ms, growing to n entries and emptying:
// of each operation the shortest of several runs, as only a pause that comes
// every time is the map's own.
struct pauses {
  double insertion, erasure;
};
template <class Map> pauses longest(std::uint64_t n, int runs) {
  std::vector<float> insertions(n, 1e9F), erasures(n, 1e9F);
  for (int run = 0; run != runs; ++run) {
    auto m = std::make_unique<Map>();
    const auto timed = [&](std::vector<float> &best, auto operation) {
      double last = wall_time();
      for (std::uint64_t i = 0; i != n; ++i) {
        operation(i);
        const double now = wall_time();
        best[i] = std::min(best[i], static_cast<float>(now - last));
        last = now;
      }
    };
    timed(insertions, [&](std::uint64_t i) { m->insert(nth_key(i), i); });
    timed(erasures, [&](std::uint64_t i) { m->erase(nth_key(i)); });
  }
  return {*std::max_element(insertions.begin(), insertions.end()) / 1e6,
          *std::max_element(erasures.begin(), erasures.end()) / 1e6};
}
template <class Map> pauses print_pauses(const char *name, std::uint64_t n) {
  const pauses p = longest<Map>(n, 3);
  std::printf(
      "pause %-10s n=%llu longest insertion %8.3f ms, erasure %8.3f ms\n", name,
      static_cast<unsigned long long>(n), p.insertion, p.erasure);
  return p;
}

void pause_gate(std::uint64_t n) {
  const double ours = print_pauses<core>("mapwarden", n).insertion;
  const double theirs = print_pauses<std_map>("std", n).insertion;
  print_pauses<absl_flat>("absl flat", n);
  print_pauses<absl_node>("absl node", n);
  print_pauses<boost_flat>("boost flat", n);
  print_pauses<tsl_robin>("tsl robin", n);
  gate("G1", ours <= 1 && ours <= theirs / 50,
       number("%.3fms", ours) + number(",1/%.0f_of_std", theirs / ours),
       "<=1ms,<=1/50_of_std");
}

// --- memory ---

struct memory {
  double per_entry, kept, resident_full, resident_kept;
};
template <class Map> memory measure_memory(std::uint64_t n) {
  malloc_trim(0);
  const double before = heap_bytes(), resident = resident_bytes();
  auto m = std::make_unique<Map>();
  for (std::uint64_t i = 0; i != n; ++i)
    m->insert(nth_key(i), i);
  const double full = heap_bytes() - before;
  const double resident_full = resident_bytes() - resident;
  // A random 99 %: what survives is scattered over all memory.
  for (std::uint64_t i = 0; i != n; ++i)
    if (nth_key(i) % 100 != 0)
      m->erase(nth_key(i));
  const double kept = heap_bytes() - before;
  malloc_trim(0);
  return {full / static_cast<double>(n), kept / full, resident_full,
          resident_bytes() - resident};
}
template <class Map> memory print_memory(const char *name, std::uint64_t n) {
  const memory m = measure_memory<Map>(n);
  std::printf(
      "memory %-10s n=%llu %5.1f bytes/entry, kept after erasing 99 %%: "
      "%5.1f %% of the heap; resident %.1f -> %.1f MB\n",
      name, static_cast<unsigned long long>(n), m.per_entry, 100 * m.kept,
      m.resident_full / 1e6, m.resident_kept / 1e6);
  return m;
}

void memory_gates() {
  double worst_ratio = 0, kept = 0;
  for (std::uint64_t n : {1000000u, 1500000u, 1900000u}) {
    const memory ours = print_memory<core>("mapwarden", n);
    const memory theirs = print_memory<std_map>("std", n);
    print_memory<absl_flat>("absl flat", n);
    print_memory<absl_node>("absl node", n);
    print_memory<boost_flat>("boost flat", n);
    print_memory<tsl_robin>("tsl robin", n);
    worst_ratio = std::max(worst_ratio, ours.per_entry / theirs.per_entry);
    kept = std::max(kept, ours.kept);
  }
  gate("G2", kept <= 0.05, number("%.1f%%", 100 * kept), "<=5%");
  gate("G3", worst_ratio <= 1, number("%.2f_of_std", worst_ratio),
       "<=1.00_of_std");
}

// --- hits ---

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
double hit_ratio(std::uint64_t n) {
  core ours;
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
  std::printf("hit n=%llu mapwarden %.1f ns, std %.1f ns (medians)\n",
              static_cast<unsigned long long>(n), median(a), median(b));
  return median(ratios);
}

void hit_gate() {
  const double small = hit_ratio(8192), large = hit_ratio(1000000);
  gate("G4", small <= 1 && large <= 1,
       number("%.2f", small) + number(",%.2f_of_std", large), "<=1.00_of_std");
}

// --- empty, probes ---

void empty_gate() {
  const double before = heap_bytes();
  core m;
  const double heap = heap_bytes() - before;
  gate("G8", sizeof(core_table) <= 64 && heap == 0,
       number("%.0fB", sizeof(core_table)) + number(",heap_%.0f", heap),
       "<=64B,no_heap");
  benchmark::DoNotOptimize(m);
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
  gate("G9", ratio <= 1.10, number("%.3f_of_flat", ratio), "<=1.10_of_flat");
}

} // namespace

int main(int argc, char **argv) {
  bool gates_only = false;
  std::uint64_t pause_entries = 4000000;
  for (int i = 1; i != argc; ++i) {
    gates_only |= std::strcmp(argv[i], "--gates_only") == 0;
    if (std::strncmp(argv[i], "--pause_entries=", 16) == 0)
      pause_entries = std::strtoull(argv[i] + 16, nullptr, 10);
  }
  memory_gates();
  hit_gate();
  pause_gate(pause_entries);
  empty_gate();
  probe_gate();
  benchmark::Initialize(&argc, argv);
  if (!gates_only)
    benchmark::RunSpecifiedBenchmarks();
}
