// case: M02-series-aggregator
// from: M02 (telemetry agent: client-chosen series never dropped)
// family: unbounded-map
// shape: no erase or clear anywhere, but flush() in the other file swaps the whole map away at every timer tick
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <string>

struct Point {
  std::string series;
  std::uint64_t count = 0;
  double sum = 0;
};

class Exporter {
 public:
  virtual ~Exporter() = default;
  virtual void send(const Point &point) = 0;
  virtual void end_of_batch() = 0;
};
