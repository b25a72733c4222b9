// case: M02-series-aggregator
// from: M02 (telemetry agent: client-chosen series never dropped)
// family: unbounded-map
// shape: no erase or clear anywhere, but flush() in the other file swaps the whole map away at every timer tick
// mode: program
// flags:
#include "aggregator.h"

void Aggregator::record(const std::string &metric, const std::string &tags, double value) {
  Totals &totals = series_[metric + ';' + tags];
  ++totals.count;
  totals.sum += value;
}
