// case: P04-host-routes
// from: fresh
// family: unbounded-map
// shape: the cache is filled only with hosts that the loaded configuration contains, so its keys are a subset of the configured ones
// mode: program
// flags:
#include <sstream>
#include <unordered_map>

#include "resolver.h"
#include "settings.h"

namespace {

RoutePtr compile(const Site &site) {
  auto route = std::make_shared<Route>();
  route->upstream = site.upstream;
  route->tls = site.tls;
  std::istringstream in(site.extra_headers);
  for (std::string header; std::getline(in, header, ',');) route->headers.push_back(header);
  return route;
}

class CachingResolver : public Resolver {
 public:
  explicit CachingResolver(const Settings &settings)
      : settings_(settings), default_route_(compile(settings.fallback())) {}

  RoutePtr resolve(const std::string &host) override {
    auto it = compiled_.find(host);
    if (it != compiled_.end()) return it->second;
    const Site *site = settings_.site(host);
    if (!site) return default_route_;
    RoutePtr route = compile(*site);
    compiled_.emplace(host, route);
    return route;
  }

 private:
  const Settings &settings_;
  RoutePtr default_route_;
  std::unordered_map<std::string, RoutePtr> compiled_;
};

}  // namespace

std::unique_ptr<Resolver> make_caching_resolver(const Settings &settings) {
  return std::make_unique<CachingResolver>(settings);
}
