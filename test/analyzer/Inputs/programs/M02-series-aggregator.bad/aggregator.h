// case: M02-series-aggregator
// from: M02 (telemetry agent: client-chosen series never dropped)
// family: unbounded-map
// shape: every flush exports and zeroes the series but keeps the keys; only stop(), called at exit, swaps the map away
// mode: program
// flags:
#pragma once
#include <string>
#include <unordered_map>

#include "exporter.h"

struct Totals {
  std::uint64_t count = 0;
  double sum = 0;
};

class Aggregator {
 public:
  void record(const std::string &metric, const std::string &tags, double value);
  void flush(Exporter &out);
  void stop(Exporter &out);

 private:
  std::unordered_map<std::string, Totals> series_;  // expect: unbounded-map
};
