// case: P04-host-routes
// from: fresh
// family: unbounded-map
// shape: the cache is filled only with hosts that the loaded configuration contains, so its keys are a subset of the configured ones
// mode: program
// flags:
#pragma once
#include <memory>
#include <string>
#include <vector>

struct Route {
  std::string upstream;
  std::vector<std::string> headers;
  bool tls = false;
};
using RoutePtr = std::shared_ptr<const Route>;

class Resolver {
 public:
  virtual ~Resolver() = default;
  virtual RoutePtr resolve(const std::string &host) = 0;
};

class Settings;
std::unique_ptr<Resolver> make_caching_resolver(const Settings &settings);
