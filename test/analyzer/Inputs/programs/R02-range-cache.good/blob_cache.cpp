// case: R02-range-cache
// from: duckdb/duckdb#22730
// family: unbounded-map
// shape: trimming erases whole entries and each entry is charged for its key; nothing is inserted while the cache is off
// mode: program
// flags:
#include "blob_cache.h"

std::string remote_version(const std::string &url);

BlobCache &BlobCache::instance() {
  static BlobCache cache;
  return cache;
}

// The entry for the object as it is now: ranges of an older version are dropped.
Blob &BlobCache::blob_for(const std::string &url) {
  auto [it, fresh] = blobs_.try_emplace(url);
  if (fresh) {
    it->second = std::make_unique<Blob>();
    used_ += it->second->bytes() + url.size();
  }
  Blob &blob = *it->second;
  std::string version = remote_version(url);
  if (blob.version != version) {
    used_ -= blob.bytes();
    blob.ranges.clear();
    used_ += blob.bytes();
    blob.version = std::move(version);
  }
  return blob;
}

bool BlobCache::read(const std::string &url, std::uint64_t offset, std::string &out) {
  if (!enabled_ || blobs_.count(url) == 0) return false;
  const Blob &blob = blob_for(url);
  auto range = blob.ranges.find(offset);
  if (range == blob.ranges.end()) return false;
  out = range->second;
  return true;
}

void BlobCache::write(const std::string &url, std::uint64_t offset, const std::string &data) {
  if (!enabled_) return;
  auto added = blob_for(url).ranges.emplace(offset, data);
  if (added.second) used_ += data.size();
  trim();
}
