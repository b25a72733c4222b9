// case: P04-host-routes
// from: fresh
// family: unbounded-map
// shape: the caching resolver of an HTTP front end stores a compiled route for each Host header value it is sent, known or not
// mode: program
// flags:
#include "settings.h"

#include <fstream>
#include <sstream>

Settings Settings::from_file(const std::string &path) {
  Settings settings;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string host;
    Site site;
    if (!(fields >> host >> site.upstream)) continue;
    fields >> std::boolalpha >> site.tls >> site.extra_headers;
    if (host == "*")
      settings.fallback_ = site;
    else
      settings.sites_.emplace(host, site);
  }
  return settings;
}

const Site *Settings::site(const std::string &host) const {
  auto it = sites_.find(host);
  return it == sites_.end() ? nullptr : &it->second;
}
