// case: M02-series-aggregator
// from: M02 (telemetry agent: client-chosen series never dropped)
// family: unbounded-map
// shape: every flush exports and zeroes the series but keeps the keys; only stop(), called at exit, swaps the map away
// mode: program
// flags:
#include "aggregator.h"

void Aggregator::flush(Exporter &out) {
  for (auto &entry : series_) {
    if (entry.second.count == 0) continue;
    out.send(Point{entry.first, entry.second.count, entry.second.sum});
    entry.second = Totals();
  }
  out.end_of_batch();
}

void Aggregator::stop(Exporter &out) {
  std::unordered_map<std::string, Totals> last;
  last.swap(series_);
  for (const auto &entry : last) out.send(Point{entry.first, entry.second.count, entry.second.sum});
  out.end_of_batch();
}
