// case: R14-upload-quotas
// from: ClickHouse/ClickHouse#107028
// family: unlocked-map-access
// shape: the reservation takes both mutexes with a scoped_lock
// mode: program
// flags:
#include "quota_book.h"

constexpr std::uint64_t kDisk = std::uint64_t{200} << 30;

bool QuotaBook::reserve(const std::string &upload, std::uint64_t bytes) {
  std::scoped_lock both(book_mutex_, total_mutex_);
  if (total_ + bytes > kDisk) return false;
  const auto it = quotas_.find(upload);
  if (it == quotas_.end()) return false;
  if (it->second.used + bytes > it->second.limit) return false;
  it->second.used += bytes;
  total_ += bytes;
  return true;
}
