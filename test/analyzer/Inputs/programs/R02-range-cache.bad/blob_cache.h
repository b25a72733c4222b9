// case: R02-range-cache
// from: duckdb/duckdb#22730
// family: unbounded-map
// shape: a cache by URL is trimmed to its budget by emptying the entries, the keys stay; only switching the cache off clears it, and a lookup inserts even then
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>

struct Blob {
  std::string version;
  std::map<std::uint64_t, std::string> ranges;
  std::size_t bytes() const;
};

// Keeps byte ranges of remote objects, for all readers of the process.
class BlobCache {
 public:
  static BlobCache &instance();

  bool read(const std::string &url, std::uint64_t offset, std::string &out);
  void write(const std::string &url, std::uint64_t offset, const std::string &data);
  void set_enabled(bool on);

 private:
  BlobCache() = default;
  Blob &blob_for(const std::string &url);
  void trim();

  bool enabled_ = true;
  std::size_t used_ = 0;
  std::map<std::string, std::unique_ptr<Blob>> blobs_;  // expect: unbounded-map
};
