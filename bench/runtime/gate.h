// How a benchmark states whether a gate is met. scripts/bench.sh collects the
// lines:
//
//   GATE <gate> <ok|MISSED> <measured> <target> <text>
#ifndef MAPWARDEN_BENCH_GATE_H
#define MAPWARDEN_BENCH_GATE_H

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace bench {

// Prints a gate with the target `>=target`, or `<=target`.
inline bool at_least(const char *gate, double measured, double target,
                     const std::string &text) {
  const bool ok = measured >= target;
  std::printf("GATE %s %s %.2f >=%.2f %s\n", gate, ok ? "ok" : "MISSED",
              measured, target, text.c_str());
  return ok;
}
inline bool at_most(const char *gate, double measured, double target,
                    const std::string &text) {
  const bool ok = measured <= target;
  std::printf("GATE %s %s %.2f <=%.2f %s\n", gate, ok ? "ok" : "MISSED",
              measured, target, text.c_str());
  return ok;
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

template <class F> double seconds(F &&f) {
  const auto start = std::chrono::steady_clock::now();
  f();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
      .count();
}

// How many times as long `theirs` takes as `ours`: both are run in turn, so
// that what else the machine does hits both, and the median ratio counts.
template <class Ours, class Theirs>
double speedup(Ours ours, Theirs theirs, int rounds = 9) {
  std::vector<double> ratios;
  for (int i = 0; i != rounds; ++i) {
    const double first = seconds(ours);
    ratios.push_back(seconds(theirs) / first);
  }
  return median(ratios);
}

} // namespace bench

#endif // MAPWARDEN_BENCH_GATE_H
