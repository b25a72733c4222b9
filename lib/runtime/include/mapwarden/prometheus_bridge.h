// mapwarden: all maps' numbers for programs that use prometheus-cpp. Needs that
// library (headers prometheus/collectable.h); no other header includes this.
#ifndef MAPWARDEN_PROMETHEUS_BRIDGE_H
#define MAPWARDEN_PROMETHEUS_BRIDGE_H

#if !__has_include(<prometheus/collectable.h>)
#error                                                                         \
    "mapwarden/prometheus_bridge.h needs prometheus-cpp; without it use prometheus_text() of mapwarden/prometheus_text.h"
#endif

#include <string>
#include <vector>

#include <prometheus/client_metric.h>
#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>
#include <prometheus/metric_type.h>

#include "mapwarden/prometheus_text.h"

namespace mapwarden {

/// A prometheus-cpp Collectable with the metrics of prometheus_text().
///
///     auto maps = std::make_shared<mapwarden::prometheus_collectable>();
///     exposer.RegisterCollectable(maps);
///
/// Thread safety: any. Complexity, exceptions: as prometheus_text().
class prometheus_collectable final : public prometheus::Collectable {
public:
  std::vector<prometheus::MetricFamily> Collect() const override {
    const auto sums = detail::sum_by_name(registry::snapshot());
    std::vector<prometheus::MetricFamily> families;
    const auto family = [&](const char *name, bool counter, const char *help,
                            auto value_of) {
      prometheus::MetricFamily f;
      f.name = std::string("mapwarden_map_") + name;
      f.help = help;
      f.type = counter ? prometheus::MetricType::Counter
                       : prometheus::MetricType::Gauge;
      for (const auto &[labels, sum] : sums) {
        prometheus::ClientMetric metric;
        metric.label = {{"map", labels.first}, {"kind", labels.second}};
        (counter ? metric.counter.value : metric.gauge.value) = value_of(sum);
        f.metric.push_back(std::move(metric));
      }
      families.push_back(std::move(f));
    };
    if (sums.empty())
      return families;
    using sum_type = detail::metric_sums;
    family("instances", false, "Maps alive under this name.",
           [](const sum_type &s) { return static_cast<double>(s.maps); });
    for (const detail::metric_row &row : detail::metric_rows)
      family(row.name, row.counter, row.help, [&row](const sum_type &s) {
        return static_cast<double>(s.numbers.*row.number);
      });
    family("rehash_progress_ratio", false,
           "Share done of a growth in steps, 1 when none is under way.",
           [](const sum_type &s) { return s.least_progress; });
    return families;
  }
};

} // namespace mapwarden

#endif // MAPWARDEN_PROMETHEUS_BRIDGE_H
