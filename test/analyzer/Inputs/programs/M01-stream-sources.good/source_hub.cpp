// case: M01-stream-sources
// from: M01 (media server: stream sources kept after unpublish)
// family: unbounded-map
// shape: benign look-alike: nobody calls release(), but sources are only declared while the configuration file is read, before serving
// mode: program
// flags:
#include "source_hub.h"

SourceHub &SourceHub::instance() {
  static SourceHub hub;
  return hub;
}

void SourceHub::declare(const std::string &url) {
  if (sources_.find(url) == sources_.end()) sources_.emplace(url, std::make_unique<Source>(url));
}

Source *SourceHub::find(const std::string &url) const {
  auto it = sources_.find(url);
  return it == sources_.end() ? nullptr : it->second.get();
}

void SourceHub::release(const std::string &url) { sources_.erase(url); }
