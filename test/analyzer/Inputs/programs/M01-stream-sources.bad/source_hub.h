// case: M01-stream-sources
// from: M01 (media server: stream sources kept after unpublish)
// family: unbounded-map
// shape: a source per published url; release() exists but is reached only from release_vhost(), which nobody calls
// mode: program
// flags:
#pragma once
#include <map>
#include <memory>
#include <string>

#include "source.h"

class SourceHub {
 public:
  static SourceHub &instance();
  Source &fetch_or_create(const std::string &url);
  Source *find(const std::string &url) const;
  void release_vhost(const std::string &vhost);

 private:
  SourceHub() = default;
  void release(const std::string &url);

  std::map<std::string, std::unique_ptr<Source>> sources_;  // expect: unbounded-map
};
