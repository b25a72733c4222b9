// case: P04-host-routes
// from: fresh
// family: unbounded-map
// shape: the caching resolver of an HTTP front end stores a compiled route for each Host header value it is sent, known or not
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
