// case: R02-range-cache
// from: duckdb/duckdb#22730
// family: unbounded-map
// shape: a cache by URL is trimmed to its budget by emptying the entries, the keys stay; only switching the cache off clears it, and a lookup inserts even then
// mode: program
// flags:
#include "blob_cache.h"

constexpr std::size_t kBudget = 256u << 20;

std::size_t Blob::bytes() const {
  std::size_t sum = 0;
  for (const auto &range : ranges) sum += range.second.size();
  return sum;
}

void BlobCache::trim() {
  if (used_ <= kBudget) return;
  for (auto &entry : blobs_) {
    used_ -= entry.second->bytes();
    entry.second->ranges.clear();  // accept: inner-map-never-cleared
    if (used_ <= kBudget / 2) break;
  }
}

void BlobCache::set_enabled(bool on) {
  if (enabled_ && !on) {
    blobs_.clear();
    used_ = 0;
  }
  enabled_ = on;
}
