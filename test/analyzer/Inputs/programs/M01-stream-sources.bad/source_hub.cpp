// case: M01-stream-sources
// from: M01 (media server: stream sources kept after unpublish)
// family: unbounded-map
// shape: a source per published url; release() exists but is reached only from release_vhost(), which nobody calls
// mode: program
// flags:
#include "source_hub.h"

#include <vector>

SourceHub &SourceHub::instance() {
  static SourceHub hub;
  return hub;
}

Source &SourceHub::fetch_or_create(const std::string &url) {
  auto it = sources_.find(url);
  if (it == sources_.end()) it = sources_.emplace(url, std::make_unique<Source>(url)).first;
  return *it->second;
}

Source *SourceHub::find(const std::string &url) const {
  auto it = sources_.find(url);
  return it == sources_.end() ? nullptr : it->second.get();
}

void SourceHub::release(const std::string &url) { sources_.erase(url); }

void SourceHub::release_vhost(const std::string &vhost) {
  std::vector<std::string> gone;
  for (const auto &entry : sources_)
    if (entry.second->idle() && entry.first.compare(0, vhost.size(), vhost) == 0) gone.push_back(entry.first);
  for (const std::string &url : gone) release(url);
}
