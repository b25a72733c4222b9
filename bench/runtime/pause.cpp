// Pauses: the longest single insertion while a map grows and erasure while it
// is emptied, and the longest lookup while another thread makes the map grow.
// Gates G1 and G6.
//
//   pause [JSON [DIVISOR]]     DIVISOR: that many times fewer entries, to try
//   it
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "concurrent_maps.h"

using namespace bench;

namespace {

std::uint64_t most_entries = 10000000, gate_entries = 4000000;

template <class T> void keep(T &value) { asm volatile("" : "+m"(value)); }

// In ms.
struct pauses {
  double insertion_to_4m, insertion, erasure;
};
// Of each operation the shortest of several runs, as only a pause that comes
// every time is the map's own.
template <class Map> pauses longest_operations(int runs) {
  std::vector<float> insertions(most_entries, 1e12F), erasures(insertions);
  for (int run = 0; run != runs; ++run) {
    auto m = std::make_unique<Map>();
    const auto timed = [&](std::vector<float> &best, auto operation) {
      double last = wall_time();
      for (std::uint64_t i = 0; i != most_entries; ++i) {
        operation(i);
        const double now = wall_time();
        best[i] = std::min(best[i], static_cast<float>(now - last));
        last = now;
      }
    };
    timed(insertions, [&](std::uint64_t i) { m->insert(nth_key(i), i); });
    timed(erasures, [&](std::uint64_t i) { m->erase(nth_key(i)); });
  }
  const auto longest = [](const std::vector<float> &v, std::uint64_t n) {
    return *std::max_element(v.begin(), v.begin() + static_cast<long>(n)) / 1e6;
  };
  return {longest(insertions, gate_entries), longest(insertions, most_entries),
          longest(erasures, most_entries)};
}

// For how long, in ns, this thread was ready to run but another one had its
// core; 0 where the kernel does not say.
double waited_for_a_core() {
  double running = 0, waiting = 0;
  std::ifstream("/proc/thread-self/schedstat") >> running >> waiting;
  return waiting;
}

// The longest lookup of one thread, in ms of wall time, while another inserts:
// for each hundredth of the insertions. What the lookup's thread waited for a
// core is not counted, as no map can help it; what it waited for a lock is,
// also when the lock's holder had no core.
constexpr std::size_t phases = 100;
template <class Map> std::vector<double> longest_lookups(std::uint64_t n) {
  auto m = std::make_unique<Map>();
  std::atomic<std::size_t> phase{0};
  std::thread writer([&] {
    for (std::uint64_t i = 0; i != n; ++i) {
      m->set(nth_key(i), i);
      if ((i + 1) % (n / phases) == 0)
        phase.store((i + 1) / (n / phases), std::memory_order_relaxed);
    }
  });
  std::vector<double> longest(phases);
  xorshift random;
  double last = wall_time(), waited = waited_for_a_core();
  for (std::size_t now_in = 0; now_in < phases;
       now_in = phase.load(std::memory_order_relaxed)) {
    value v = 0;
    m->get(nth_key(random() % n), v);
    keep(v);
    const double now = wall_time();
    double pause = now - last;
    last = now;
    if (pause > 10000) { // asking takes some microseconds
      const double waited_now = waited_for_a_core();
      pause -= std::min(pause, waited_now - waited);
      waited = waited_now;
      last = wall_time();
    }
    longest[now_in] = std::max(longest[now_in], pause / 1e6);
  }
  writer.join();
  return longest;
}
// The longest wait that a busy machine causes by itself: the same loop with
// nothing to wait for.
double longest_interruption(double ms) {
  const double begin = wall_time();
  double longest = 0;
  for (double last = begin; last - begin < ms * 1e6;) {
    const double now = wall_time();
    longest = std::max(longest, now - last);
    last = now;
  }
  return longest / 1e6;
}
// The longest of all phases, each the shortest of several runs: what comes at
// the same point of every run is the map's own.
template <class Map> double shortest_of(int runs, std::uint64_t n) {
  std::vector<double> best(phases, 1e9);
  for (int run = 0; run != runs; ++run) {
    const auto now = longest_lookups<Map>(n);
    for (std::size_t i = 0; i != phases; ++i)
      best[i] = std::min(best[i], now[i]);
  }
  return *std::max_element(best.begin(), best.end());
}

// Rows for the report: name and milliseconds.
using rows = std::vector<std::pair<std::string, double>>;

void write_json(const char *file, const rows &insertions, const rows &erasures,
                const rows &lookups) {
  std::ofstream out(file);
  const char *comma = "";
  const auto write = [&](const char *what, const rows &all) {
    for (const auto &[name, ms] : all) {
      out << comma << "  {\"what\": \"" << what << "\", \"map\": \"" << name
          << "\", \"ms\": " << ms << "}";
      comma = ",\n";
    }
  };
  out << "{\"pauses\": [\n";
  write("insertion", insertions);
  write("erasure", erasures);
  write("lookup", lookups);
  out << "\n]}\n";
}

} // namespace

int main(int argc, char **argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  if (argc > 2) {
    const std::uint64_t divisor = std::strtoull(argv[2], nullptr, 10);
    most_entries /= divisor, gate_entries /= divisor;
  }
  rows insertions, erasures, lookups;
  const auto operations = [&](auto map, const char *name) {
    const pauses p = longest_operations<typename decltype(map)::type>(2);
    std::printf("%-22s longest insertion to 4 M %9.3f ms, to 10 M %9.3f ms, "
                "erasure %9.3f ms\n",
                name, p.insertion_to_4m, p.insertion, p.erasure);
    insertions.emplace_back(name, p.insertion);
    erasures.emplace_back(name, p.erasure);
    return p.insertion_to_4m;
  };
  const double theirs = operations(tag<std_map>{}, "std");
  for_each_of_ours([&](auto map, const char *name) {
    const double ours = operations(map, name);
    at_most("G1", ours, 1,
            std::string("ms, the longest insertion growing to 4 M entries, ") +
                name);
    at_least("G1", theirs / ours, 50,
             std::string("times shorter than std::unordered_map's longest "
                         "insertion, ") +
                 name);
  });
  for_each_peer(operations);

  std::printf("a loop that waits for nothing: longest interruption %.3f ms\n",
              longest_interruption(500));
  const auto reads = [&](auto map, const char *name, int runs) {
    const double ms =
        shortest_of<typename decltype(map)::type>(runs, most_entries);
    std::printf("%-22s longest lookup %9.3f ms\n", name, ms);
    lookups.emplace_back(name, ms);
    return ms;
  };
  const double reader = reads(tag<shared_concurrent>{}, "concurrent_map", 5);
  reads(tag<locked_std>{}, "mutex_std", 1);
  for_each_concurrent_peer(
      [&](auto map, const char *name) { reads(map, name, 1); });
  at_most("G6", reader, 1,
          "ms, the longest lookup while another thread grows the map to 10 M");
  if (argc > 1)
    write_json(argv[1], insertions, erasures, lookups);
}
