// case: M02-series-aggregator
// from: M02 (telemetry agent: client-chosen series never dropped)
// family: unbounded-map
// shape: every flush exports and zeroes the series but keeps the keys; only stop(), called at exit, swaps the map away
// mode: program
// flags:
#include "aggregator.h"

void Aggregator::record(const std::string &metric, const std::string &tags, double value) {
  Totals &totals = series_[metric + ';' + tags];
  ++totals.count;
  totals.sum += value;
}
