// case: R14-upload-quotas
// from: ClickHouse/ClickHouse#107028
// family: unlocked-map-access
// shape: uploads enter and leave the map under one mutex; the reservation, in another file, looks them up under the other mutex, which guards the total only
// mode: program
// flags:
#include "quota_book.h"

constexpr std::uint64_t kDisk = std::uint64_t{200} << 30;

bool QuotaBook::reserve(const std::string &upload, std::uint64_t bytes) {
  std::lock_guard<std::mutex> total(total_mutex_);
  if (total_ + bytes > kDisk) return false;
  const auto it = quotas_.find(upload);  // expect: unlocked-map-access
  if (it == quotas_.end()) return false;  // accept: unlocked-map-access
  if (it->second.used + bytes > it->second.limit) return false;  // accept: unlocked-map-access
  it->second.used += bytes;  // accept: unlocked-map-access
  total_ += bytes;
  return true;
}
