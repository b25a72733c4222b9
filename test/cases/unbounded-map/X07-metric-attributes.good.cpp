// case: X07-metric-attributes
// from: open-telemetry/opentelemetry-cpp#2141 (fix #2255)
// family: unbounded-map
// shape: past the attribute limit every further set is counted under one overflow aggregation
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace sdk {
namespace metrics {

using MetricAttributes = std::map<std::string, std::string>;

struct AttributeHash {
  std::size_t operator()(const MetricAttributes &attributes) const {
    std::size_t seed = attributes.size();
    for (const auto &kv : attributes) {
      Combine(seed, std::hash<std::string>{}(kv.first));
      Combine(seed, std::hash<std::string>{}(kv.second));
    }
    return seed;
  }
  static void Combine(std::size_t &seed, std::size_t value) {
    seed ^= value + 0x9e3779b97f4a7c15ull + (seed << 6) + (seed >> 2);
  }
};

class Aggregation {
public:
  virtual ~Aggregation() = default;
  virtual void Aggregate(int64_t value) = 0;
  virtual int64_t Point() const = 0;
};

class LongSumAggregation : public Aggregation {
public:
  void Aggregate(int64_t value) override { sum_ += value; }
  int64_t Point() const override { return sum_; }

private:
  int64_t sum_ = 0;
};

class AttributesHashMap {
public:
  explicit AttributesHashMap(std::size_t attributes_limit = 2000) : attributes_limit_(attributes_limit) {}
  using AggregationFactory = std::function<std::unique_ptr<Aggregation>()>;

  Aggregation *GetOrSetDefault(const MetricAttributes &attributes, const AggregationFactory &factory) {
    auto it = hash_map_.find(attributes);
    if (it != hash_map_.end())
      return it->second.get();
    if (hash_map_.size() + 1 >= attributes_limit_)
      return GetOrSetOverflow(factory);
    auto result = hash_map_.emplace(attributes, factory());
    return result.first->second.get();
  }

  void GetAllEntries(const std::function<void(const MetricAttributes &, const Aggregation &)> &callback) const {
    for (const auto &kv : hash_map_)
      callback(kv.first, *kv.second);
  }

private:
  Aggregation *GetOrSetOverflow(const AggregationFactory &factory) {
    static const MetricAttributes kOverflow{{"otel.metrics.overflow", "true"}};
    auto it = hash_map_.find(kOverflow);
    if (it == hash_map_.end())
      it = hash_map_.emplace(kOverflow, factory()).first;
    return it->second.get();
  }

  std::size_t attributes_limit_;
  std::unordered_map<MetricAttributes, std::unique_ptr<Aggregation>, AttributeHash> hash_map_;
};

class SyncMetricStorage {
public:
  void RecordLong(int64_t value, const MetricAttributes &attributes) {
    std::lock_guard<std::mutex> guard(lock_);
    attributes_hashmap_->GetOrSetDefault(attributes, [] { return std::make_unique<LongSumAggregation>(); })
        ->Aggregate(value);
  }
  void Collect(const std::function<void(const MetricAttributes &, int64_t)> &exporter) const {
    std::lock_guard<std::mutex> guard(lock_);
    attributes_hashmap_->GetAllEntries(
        [&](const MetricAttributes &attributes, const Aggregation &aggregation) { exporter(attributes, aggregation.Point()); });
  }

private:
  mutable std::mutex lock_;
  std::unique_ptr<AttributesHashMap> attributes_hashmap_ = std::make_unique<AttributesHashMap>();
};

}  // namespace metrics
}  // namespace sdk

static sdk::metrics::SyncMetricStorage g_request_counter;

void OnRequestFinished(const std::string &path, int status) {
  g_request_counter.RecordLong(1, {{"url.path", path}, {"http.status", std::to_string(status)}});
}

void OnScrape(std::vector<std::string> &lines) {
  g_request_counter.Collect([&](const sdk::metrics::MetricAttributes &attributes, int64_t value) {
    for (const auto &kv : attributes)
      lines.push_back(kv.first + "=" + kv.second + " " + std::to_string(value));
  });
}
