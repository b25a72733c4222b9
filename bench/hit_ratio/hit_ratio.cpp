// How often each policy of bounded_map hits, on the traces of traces.h, against
// Caffeine (replayed by CaffeineHitRatio.java) and the offline optimum.
//
//   hit_ratio --write DIR          writes the traces, and DIR/arguments for
//                                  CaffeineHitRatio
//   hit_ratio CAFFEINE_OUTPUT [JSON]   runs all, prints a table and gate G7
//
// CAFFEINE_OUTPUT holds what CaffeineHitRatio printed.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <limits>
#include <map>
#include <queue>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "../runtime/gate.h"
#include "mapwarden/bounded_map.h"
#include "traces.h"

namespace {

using bench::key;
using bench::trace;
using bench::workload;
using mapwarden::eviction;
using mapwarden::limits;

constexpr std::pair<const char *, eviction> policies[] = {
    {"sieve", eviction::sieve},
    {"s3_fifo", eviction::s3_fifo},
    {"w_tiny_lfu", eviction::w_tiny_lfu},
    {"lru", eviction::lru},
    {"fifo", eviction::fifo}};

std::vector<std::size_t> cache_sizes(const workload &w) {
  if (w.name == "loop") // a hundredth of a loop is hit by none
    return {w.keys / 10, w.keys / 2};
  return {w.keys / 100, w.keys / 10};
}

double percent(std::size_t hits, std::size_t requests) {
  return 100 * static_cast<double>(hits) / static_cast<double>(requests);
}

double replay(const trace &t, std::size_t size, eviction policy) {
  mapwarden::bounded_map<key, bool> cache(
      limits{size}.evict_by(policy).exposing_misuse(false));
  std::size_t hits = 0;
  for (key k : t) {
    if (cache.find(k) != cache.end())
      ++hits;
    else
      cache.try_emplace(k, true);
  }
  return percent(hits, t.size());
}

// Belady's optimum, which knows the future: what is needed last goes, be it the
// new one.
double optimum(const trace &t, std::size_t size) {
  constexpr std::size_t never = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> next(t.size(), never);
  std::unordered_map<key, std::size_t> seen;
  for (std::size_t i = t.size(); i-- != 0;) {
    auto it = seen.emplace(t[i], never).first;
    next[i] = std::exchange(it->second, i);
  }
  std::unordered_map<key, std::size_t> cached;           // with the next use
  std::priority_queue<std::pair<std::size_t, key>> last; // and outdated ones
  std::size_t hits = 0;
  for (std::size_t i = 0; i != t.size(); ++i) {
    auto it = cached.find(t[i]);
    if (it != cached.end())
      ++hits;
    cached[t[i]] = next[i];
    last.emplace(next[i], t[i]);
    while (cached.size() > size) {
      const auto [use, k] = last.top();
      last.pop();
      auto victim = cached.find(k);
      if (victim != cached.end() && victim->second == use)
        cached.erase(victim);
    }
  }
  return percent(hits, t.size());
}

struct row {
  std::string trace, text;
  std::size_t size;
  std::vector<std::pair<std::string, double>> ratios;

  double of(const char *name) const {
    for (const auto &[n, ratio] : ratios)
      if (n == name)
        return ratio;
    return 0;
  }
};

using caffeine_results = std::map<std::pair<std::string, std::size_t>, double>;

bool read_caffeine(const char *file, caffeine_results &results) {
  std::ifstream in(file);
  std::string name;
  std::size_t size = 0, hits = 0, requests = 0;
  while (in >> name >> size >> hits >> requests)
    results[{name, size}] = percent(hits, requests);
  return in.eof();
}

std::vector<row> run(const caffeine_results &caffeine) {
  std::vector<row> rows;
  for (const workload &w : bench::workloads()) {
    const trace t = w.generate();
    for (std::size_t size : cache_sizes(w)) {
      row r{w.name, w.text, size, {}};
      r.ratios.emplace_back("optimum", optimum(t, size));
      if (auto it = caffeine.find({w.name, size}); it != caffeine.end())
        r.ratios.emplace_back("caffeine", it->second);
      for (const auto &[name, policy] : policies)
        r.ratios.emplace_back(name, replay(t, size, policy));
      std::printf("%-10s %7zu", r.trace.c_str(), r.size);
      for (const auto &[name, ratio] : r.ratios)
        std::printf("  %s %.2f", name.c_str(), ratio);
      std::printf("\n");
      rows.push_back(std::move(r));
    }
  }
  return rows;
}

void print_gates(const std::vector<row> &rows) {
  for (const row &r : rows) {
    const std::string at = ", " + r.trace + " at " + std::to_string(r.size);
    if (r.of("caffeine") != 0)
      bench::at_least("G7", r.of("w_tiny_lfu") - r.of("caffeine"), -0.5,
                      "points of W-TinyLFU over Caffeine" + at);
    else
      std::printf("GATE G7 MISSED nan >=-0.50 Caffeine was not run%s\n",
                  at.c_str());
    if (r.trace == "zipf_0.99" && r.size == 10000)
      bench::at_least("G7", r.of("sieve") - r.of("lru"), 7,
                      "points of SIEVE over LRU" + at);
  }
}

void write_json(const std::vector<row> &rows, const char *file) {
  std::ofstream out(file);
  out << "{\"traces\": [";
  const char *comma = "\n";
  for (const row &r : rows) {
    out << comma << "  {\"trace\": \"" << r.trace << "\", \"text\": \""
        << r.text << "\", \"size\": " << r.size << ", \"hit_ratio\": {";
    const char *inner = "";
    for (const auto &[name, ratio] : r.ratios) {
      out << inner << '"' << name << "\": " << ratio;
      inner = ", ";
    }
    out << "}}";
    comma = ",\n";
  }
  out << "\n]}\n";
}

int write_traces(const std::string &folder) {
  std::ofstream arguments(folder + "/arguments");
  for (const workload &w : bench::workloads()) {
    const trace t = w.generate();
    const std::string file = folder + "/" + w.name;
    std::ofstream out(file, std::ios::binary);
    for (key k : t)
      for (int byte = 0; byte != 4; ++byte)
        out.put(static_cast<char>(k >> (8 * byte) & 0xFF));
    if (!out.flush()) {
      std::cerr << "hit_ratio: " << file << " cannot be written\n";
      return 1;
    }
    for (std::size_t size : cache_sizes(w))
      arguments << file << ' ' << size << '\n';
  }
  return 0;
}

} // namespace

int main(int argc, char **argv) {
  if (argc == 3 && std::strcmp(argv[1], "--write") == 0)
    return write_traces(argv[2]);
  if (argc < 2 || argc > 3 || argv[1][0] == '-') {
    std::cerr << "usage: hit_ratio --write DIR\n"
                 "       hit_ratio CAFFEINE_OUTPUT [JSON]\n";
    return 2;
  }
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  caffeine_results caffeine;
  if (!read_caffeine(argv[1], caffeine))
    std::cerr << "hit_ratio: " << argv[1]
              << " cannot be read; Caffeine's column is missing\n";
  const std::vector<row> rows = run(caffeine);
  print_gates(rows);
  if (argc == 3)
    write_json(rows, argv[2]);
}
