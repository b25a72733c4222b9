// case: M02-series-aggregator
// from: M02 (telemetry agent: client-chosen series never dropped)
// family: unbounded-map
// shape: no erase or clear anywhere, but flush() in the other file swaps the whole map away at every timer tick
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

 private:
  std::unordered_map<std::string, Totals> series_;
};
