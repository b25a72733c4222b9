// case: L04-path-counters
// from: fresh
// family: unbounded-map
// shape: nothing is ever erased, but above a fixed number of label values every further one shares the overflow child
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
  Family(std::string name, std::size_t maxChildren)
      : name_(std::move(name)), maxChildren_(maxChildren), other_(std::make_shared<Metric>()) {}
  virtual ~Family() = default;

  template <class Visitor>
  void scrape(Visitor visit) const {
    std::lock_guard<std::mutex> lock(mutex_);
    for (const auto &child : children_) visit(name_, child.first, *child.second);
    visit(name_, std::string("other"), *other_);
  }

 protected:
  std::shared_ptr<Metric> child(const std::string &label) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto found = children_.find(label);
    if (found != children_.end()) return found->second;
    if (children_.size() >= maxChildren_) return other_;
    auto made = std::make_shared<Metric>();
    children_.emplace(label, made);
    return made;
  }

 private:
  const std::string name_;
  const std::size_t maxChildren_;
  const std::shared_ptr<Metric> other_;
  mutable std::mutex mutex_;
  tsl::robin_map<std::string, std::shared_ptr<Metric>> children_;
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
  telemetry::CounterFamily byPath_{"http_requests_total", 512};
};

void dispatch(const HttpRequest &request) {
  static MetricsFilter metrics;
  metrics.onRequest(request);
}
