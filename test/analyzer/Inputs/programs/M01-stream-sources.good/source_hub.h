// case: M01-stream-sources
// from: M01 (media server: stream sources kept after unpublish)
// family: unbounded-map
// shape: benign look-alike: nobody calls release(), but sources are only declared while the configuration file is read, before serving
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
  void declare(const std::string &url);
  Source *find(const std::string &url) const;
  void release(const std::string &url);

 private:
  SourceHub() = default;

  std::map<std::string, std::unique_ptr<Source>> sources_;
};

bool load_config(const char *path, SourceHub &hub);
