// case: R02-range-cache
// from: duckdb/duckdb#22730
// family: unbounded-map
// shape: trimming erases whole entries and each entry is charged for its key; nothing is inserted while the cache is off
// mode: program
// flags:
#include "blob_cache.h"

constexpr std::size_t kBudget = 256u << 20;

std::size_t Blob::bytes() const {
  std::size_t sum = sizeof(Blob);
  for (const auto &range : ranges) sum += range.second.size();
  return sum;
}

void BlobCache::trim() {
  if (used_ <= kBudget) return;
  for (auto it = blobs_.begin(); it != blobs_.end() && used_ > kBudget / 2;) {
    used_ -= it->second->bytes() + it->first.size();
    it = blobs_.erase(it);
  }
}

void BlobCache::set_enabled(bool on) {
  if (enabled_ && !on) {
    blobs_.clear();
    used_ = 0;
  }
  enabled_ = on;
}
