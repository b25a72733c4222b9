// case: L04-path-counters
// from: fresh
// family: unbounded-map
// shape: the map is a field of a metric base template; the derived counter family gets one child per raw request path
// mode: tidy
// flags:
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <tsl/robin_map.h>
#include <utility>

namespace telemetry {

struct Counter {
  std::atomic<std::uint64_t> value{0};
  void add(std::uint64_t n) { value.fetch_add(n, std::memory_order_relaxed); }
};

template <class Metric>
class Family {
 public:
  explicit Family(std::string name) : name_(std::move(name)) {}
  virtual ~Family() = default;

  template <class Visitor>
  void scrape(Visitor visit) const {
    std::lock_guard<std::mutex> lock(mutex_);
    for (const auto &child : children_) visit(name_, child.first, *child.second);
  }

 protected:
  std::shared_ptr<Metric> child(const std::string &label) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto found = children_.find(label);
    if (found != children_.end()) return found->second;
    auto made = std::make_shared<Metric>();
    children_.emplace(label, made);
    return made;
  }

 private:
  const std::string name_;
  mutable std::mutex mutex_;
  tsl::robin_map<std::string, std::shared_ptr<Metric>> children_;  // expect: unbounded-map
};

class CounterFamily : public Family<Counter> {
 public:
  using Family<Counter>::Family;
  void increment(const std::string &label) { child(label)->add(1); }
};

}  // namespace telemetry

struct HttpRequest {
  std::string method;
  std::string path;
};

class MetricsFilter {
 public:
  void onRequest(const HttpRequest &request) { byPath_.increment(request.method + " " + request.path); }
  const telemetry::CounterFamily &paths() const { return byPath_; }

 private:
  telemetry::CounterFamily byPath_{"http_requests_total"};
};

void dispatch(const HttpRequest &request) {
  static MetricsFilter metrics;
  metrics.onRequest(request);
}
