// case: N01-route-latency
// from: fresh
// family: unbounded-map
// shape: histograms in a pimpl are keyed by the raw request path of an HTTP server; nothing takes one out
// mode: tidy
// flags:
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace edge {

struct Request {
  std::string verb;
  std::string path;
  std::chrono::microseconds elapsed{0};
};

struct Route {
  std::string prefix;
  std::string upstream;
};

class Router {
 public:
  explicit Router(std::vector<Route> routes) : routes_(std::move(routes)) {}
  const Route* match(const std::string& path) const {
    auto it = std::find_if(routes_.begin(), routes_.end(), [&](const Route& r) {
      return path.compare(0, r.prefix.size(), r.prefix) == 0;
    });
    return it == routes_.end() ? nullptr : &*it;
  }

 private:
  std::vector<Route> routes_;
};

class Histogram {
 public:
  void record(std::chrono::microseconds d) {
    std::size_t slot = 0;
    for (auto n = d.count(); n > 1 && slot + 1 < counts_.size(); n >>= 1)
      ++slot;
    ++counts_[slot];
  }
  const std::array<std::uint32_t, 24>& counts() const { return counts_; }

 private:
  std::array<std::uint32_t, 24> counts_{};
};

class LatencyFilter {
 public:
  explicit LatencyFilter(const Router& router);
  ~LatencyFilter();
  bool onComplete(const Request& request);
  std::string render() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

struct LatencyFilter::Impl {
  explicit Impl(const Router& r) : router(r) {}
  const Router& router;
  std::unordered_map<std::string, Histogram> latency;  // expect: unbounded-map
  std::uint64_t unmatched = 0;
};

LatencyFilter::LatencyFilter(const Router& router) : impl_(std::make_unique<Impl>(router)) {}
LatencyFilter::~LatencyFilter() = default;

bool LatencyFilter::onComplete(const Request& request) {
  const Route* route = impl_->router.match(request.path);
  if (route == nullptr)
    ++impl_->unmatched;
  impl_->latency[request.path].record(request.elapsed);
  return route != nullptr;
}

std::string LatencyFilter::render() const {
  std::string out;
  for (const auto& [path, histogram] : impl_->latency) {
    out += path;
    for (auto n : histogram.counts())
      out += ' ' + std::to_string(n);
    out += '\n';
  }
  return out;
}

}  // namespace edge

std::vector<edge::Route> load_routes(const char* file);
bool next_completed(edge::Request& request);
void publish(const std::string& text);

int main(int, char** argv) {
  edge::Router router(load_routes(argv[1]));
  edge::LatencyFilter filter(router);
  edge::Request request;
  while (next_completed(request)) {
    if (!filter.onComplete(request))
      publish(filter.render());
  }
}
