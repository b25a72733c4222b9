// case: M02-series-aggregator
// from: M02 (telemetry agent: client-chosen series never dropped)
// family: unbounded-map
// shape: no erase or clear anywhere, but flush() in the other file swaps the whole map away at every timer tick
// mode: program
// flags:
#include "aggregator.h"

void Aggregator::flush(Exporter &out) {
  std::unordered_map<std::string, Totals> interval;
  interval.swap(series_);
  for (const auto &entry : interval) out.send(Point{entry.first, entry.second.count, entry.second.sum});
  out.end_of_batch();
}
