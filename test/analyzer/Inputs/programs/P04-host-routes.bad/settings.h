// case: P04-host-routes
// from: fresh
// family: unbounded-map
// shape: the caching resolver of an HTTP front end stores a compiled route for each Host header value it is sent, known or not
// mode: program
// flags:
#pragma once
#include <map>
#include <string>

struct Site {
  std::string upstream;
  std::string extra_headers;
  bool tls = false;
};

class Settings {
 public:
  static Settings from_file(const std::string &path);
  const Site *site(const std::string &host) const;
  const Site &fallback() const { return fallback_; }

 private:
  std::map<std::string, Site> sites_;
  Site fallback_;
};
