// case: M02-series-aggregator
// from: M02 (telemetry agent: client-chosen series never dropped)
// family: unbounded-map
// shape: every flush exports and zeroes the series but keeps the keys; only stop(), called at exit, swaps the map away
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
