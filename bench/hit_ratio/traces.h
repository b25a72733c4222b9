// The request traces of bench/hit_ratio: each is a sequence of keys, the same
// on every machine and in every run.
#ifndef MAPWARDEN_BENCH_TRACES_H
#define MAPWARDEN_BENCH_TRACES_H

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace bench {

using key = std::uint32_t;
using trace = std::vector<key>;

// splitmix64: std::mt19937 would do, but the distributions of <random> differ
// between libraries.
class random_bits {
public:
  explicit random_bits(std::uint64_t seed) : state_(seed) {}
  std::uint64_t operator()() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  double unit() { return static_cast<double>((*this)() >> 11) * 0x1p-53; }
  std::uint64_t below(std::uint64_t n) { return (*this)() % n; }

private:
  std::uint64_t state_;
};

// Ranks 0, 1, ... with probability proportional to 1 / (rank + 1)^skew.
class zipf {
public:
  zipf(std::size_t ranks, double skew) : cumulative_(ranks) {
    double sum = 0;
    for (std::size_t i = 0; i != ranks; ++i)
      cumulative_[i] = sum += std::pow(static_cast<double>(i + 1), -skew);
  }
  std::size_t operator()(random_bits &random) const {
    const double at = random.unit() * cumulative_.back();
    return static_cast<std::size_t>(
        std::upper_bound(cumulative_.begin(), cumulative_.end(), at) -
        cumulative_.begin());
  }

private:
  std::vector<double> cumulative_;
};

struct workload {
  std::string name;
  std::string text;
  std::size_t keys; // cache sizes are fractions of this
  std::function<trace()> generate;
};

inline std::vector<workload> workloads() {
  constexpr std::size_t keys = 1000000, requests = 5000000;
  const auto zipfian = [](double skew) {
    return [skew] {
      const zipf rank(keys, skew);
      random_bits random(42);
      trace t(requests);
      for (key &k : t)
        k = static_cast<key>(rank(random));
      return t;
    };
  };
  return {
      {"zipf_0.8", "Zipf 0.8 over 1 M keys", keys, zipfian(0.8)},
      {"zipf_0.99", "Zipf 0.99 over 1 M keys", keys, zipfian(0.99)},
      {"zipf_scan",
       "half Zipf 0.99 over 1 M keys, half one scan of keys that never return",
       keys,
       [] {
         const zipf rank(keys, 0.99);
         random_bits random(43);
         trace t(requests);
         key scanned = keys;
         bool scanning = false;
         for (std::size_t i = 0; i != t.size(); ++i) {
           if (i % 1000 == 0) // in runs, as scans come
             scanning = !scanning;
           t[i] = scanning ? scanned++ : static_cast<key>(rank(random));
         }
         return t;
       }},
      {"loop", "the same 20,000 keys round and round", 20000,
       [] {
         trace t(1000000);
         for (std::size_t i = 0; i != t.size(); ++i)
           t[i] = static_cast<key>(i % 20000);
         return t;
       }},
      {"shifting",
       "Zipf 0.99 over 1 M keys; every 250,000 requests, other keys are the "
       "popular ones",
       keys,
       [] {
         const zipf rank(keys, 0.99);
         random_bits random(44);
         trace t(requests);
         for (std::size_t i = 0; i != t.size(); ++i) {
           const std::size_t phase = i / 250000;
           t[i] = static_cast<key>((rank(random) + phase * 37000) % keys);
         }
         return t;
       }},
  };
}

} // namespace bench

#endif // MAPWARDEN_BENCH_TRACES_H
