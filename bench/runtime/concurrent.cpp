// concurrent_map against other concurrent maps and a std::unordered_map under a
// mutex: throughput of one and two threads at 90 % lookups (Google Benchmark),
// and the gates G5 (two threads) and G10 (bound).
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>

#include "concurrent_maps.h"

using namespace bench;

namespace {

constexpr std::uint64_t entries = 100000;

template <class Map> std::unique_ptr<Map> filled() {
  auto m = std::make_unique<Map>();
  for (std::uint64_t i = 0; i != entries; ++i)
    m->set(nth_key(i), i);
  return m;
}

// Million operations per second of wall time, 90 % lookups, of one thread and
// of two. Two threads run slices of operations: both, or one of them while the
// other one spins, in turn, so that what else the machine does hits both cases.
// A slice is long enough for the caches to be warm after a change of threads.
struct speeds {
  std::vector<double> one, two;
};
constexpr int slice = 30000, slices = 300;

template <class Map> double ns_per_operation(Map &m, xorshift &random) {
  value sum = 0;
  const double begin = wall_time();
  for (int i = 0; i != slice; ++i) {
    const std::uint64_t r = random();
    const key k = nth_key((r >> 8) % entries);
    if (r % 10 == 0) {
      m.set(k, r);
    } else {
      value v = 0;
      m.get(k, v);
      sum += v;
    }
  }
  benchmark::DoNotOptimize(sum);
  return (wall_time() - begin) / slice;
}
template <class Map> void measure(Map &m, speeds &s) {
  std::atomic<int> arrived{0};
  std::vector<double> ns[2] = {std::vector<double>(slices),
                               std::vector<double>(slices)};
  const auto meet = [&arrived](int n) {
    ++arrived;
    while (arrived.load() < n)
      mapwarden::detail::thread_sync::relax();
  };
  std::vector<std::thread> all;
  for (int t = 0; t != 2; ++t)
    all.emplace_back([&, t] {
      xorshift random;
      random.state += static_cast<std::uint64_t>(t) * 977;
      for (int i = 0; i != slices; ++i) {
        meet(4 * i + 2);
        if (i % 3 == 0 || i % 3 == t + 1) // 0: both; 1, 2: one of them
          ns[t][static_cast<std::size_t>(i)] = ns_per_operation(m, random);
        meet(4 * i + 4);
      }
    });
  for (auto &t : all)
    t.join();
  for (std::size_t i = 0; i != slices; ++i)
    if (i % 3 == 0)
      s.two.push_back(2e3 / std::max(ns[0][i], ns[1][i]));
    else
      s.one.push_back(1e3 / ns[i % 3 - 1][i]);
}

void throughput_gate() {
  auto ours = filled<shared_concurrent>();
  auto pins = filled<shared_concurrent_pins>();
  auto theirs = filled<locked_std>();
  speeds a, b, c;
  for (int round = 0; round != 3; ++round) {
    measure(*ours, a);
    measure(*theirs, b);
    measure(*pins, c);
  }
  std::printf(
      "throughput: concurrent_map %.1f, %.1f; with pins %.1f, %.1f; mutex "
      "and std %.1f, %.1f M operations/s of one and two threads "
      "(medians)\n",
      median(a.one), median(a.two), median(c.one), median(c.two), median(b.one),
      median(b.two));
  at_least("G5", median(a.two) / median(a.one), 1.5,
           "times its own throughput with one thread, two threads");
  at_least("G5", median(a.two) / median(b.two), 3,
           "times the throughput of std::unordered_map and a mutex, two "
           "threads");
}

// Four writers that reuse keys, and what size() ever says. (All schedules:
// test/runtime/concurrent_map_schedule_test.cpp.)
void bound_gate() {
  mapwarden::concurrent_options o;
  o.max_entries = 1000;
  mapwarden::concurrent_map<key, value> m(o);
  std::atomic<std::size_t> most{0};
  std::vector<std::thread> all;
  for (int t = 0; t != 4; ++t)
    all.emplace_back([&, t] {
      xorshift random;
      random.state += static_cast<std::uint64_t>(t) * 977;
      for (int i = 0; i != 300000; ++i) {
        const std::uint64_t r = random();
        const key k = (r >> 8) % 3000;
        if (r % 8 == 0)
          m.erase(k);
        else
          m.try_emplace(k, r);
        const std::size_t now = m.size();
        std::size_t before = most.load();
        while (before < now && !most.compare_exchange_weak(before, now)) {
        }
      }
    });
  for (auto &t : all)
    t.join();
  at_most("G10",
          static_cast<double>(std::max(most.load(), m.snapshot().size())), 1000,
          "entries at most, four writers that reuse keys");
}

template <class Map> void lookups_90(benchmark::State &state) {
  static std::unique_ptr<Map> m; // the threads share it
  if (state.thread_index() == 0)
    m = filled<Map>();
  xorshift random;
  random.state += static_cast<std::uint64_t>(state.thread_index()) * 977;
  for (auto _ : state) {
    const std::uint64_t r = random();
    const key k = nth_key((r >> 8) % entries);
    value v = 0;
    if (r % 10 == 0)
      m->set(k, r);
    else
      m->get(k, v);
    benchmark::DoNotOptimize(v);
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0)
    m.reset();
}
void register_all() {
  const auto add = [](auto map, const char *name) {
    benchmark::RegisterBenchmark((std::string("lookups_90/") + name).c_str(),
                                 lookups_90<typename decltype(map)::type>)
        ->ThreadRange(1, 2)
        ->UseRealTime();
  };
  add(tag<shared_concurrent>{}, "concurrent_map");
  add(tag<shared_concurrent_pins>{}, "concurrent_map_pins");
  add(tag<locked_std>{}, "mutex_std");
  for_each_concurrent_peer(add);
}

} // namespace

int main(int argc, char **argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 2;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  throughput_gate();
  bound_gate();
  register_all();
  benchmark::RunSpecifiedBenchmarks();
}
