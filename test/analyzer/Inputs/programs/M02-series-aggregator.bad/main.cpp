// case: M02-series-aggregator
// from: M02 (telemetry agent: client-chosen series never dropped)
// family: unbounded-map
// shape: every flush exports and zeroes the series but keeps the keys; only stop(), called at exit, swaps the map away
// mode: program
// flags:
#include <cstdio>

#include "aggregator.h"

struct Datagram {
  std::string metric;
  std::string tags;
  double value = 0;
};
enum class Wake { Datagram, Timer, Quit };
Wake wait_for(Datagram &datagram);

class StdoutExporter : public Exporter {
 public:
  void send(const Point &point) override {
    std::printf("%s %llu %f\n", point.series.c_str(), static_cast<unsigned long long>(point.count), point.sum);
  }
  void end_of_batch() override { std::fflush(stdout); }
};

int main() {
  Aggregator aggregator;
  StdoutExporter exporter;
  Datagram d;
  for (;;) {
    switch (wait_for(d)) {
      case Wake::Datagram:
        aggregator.record(d.metric, d.tags, d.value);
        break;
      case Wake::Timer:
        aggregator.flush(exporter);
        break;
      case Wake::Quit:
        aggregator.stop(exporter);
        return 0;
    }
  }
}
