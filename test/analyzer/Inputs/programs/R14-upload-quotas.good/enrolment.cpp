// case: R14-upload-quotas
// from: ClickHouse/ClickHouse#107028
// family: unlocked-map-access
// shape: the reservation takes both mutexes with a scoped_lock
// mode: program
// flags:
#include <utility>

#include "quota_book.h"

bool QuotaBook::enrol(const std::string &upload, std::uint64_t limit) {
  std::lock_guard<std::mutex> book(book_mutex_);
  Quota quota;
  quota.limit = limit;
  return quotas_.emplace(upload, quota).second;
}

void QuotaBook::discharge(const std::string &upload) {
  std::lock_guard<std::mutex> book(book_mutex_);
  const auto it = quotas_.find(upload);
  if (it == quotas_.end()) return;
  {
    std::lock_guard<std::mutex> total(total_mutex_);
    total_ -= it->second.used;
  }
  quotas_.erase(it);
}

Enrolment::Enrolment(QuotaBook &book, std::string upload, std::uint64_t limit)
    : book_(book), upload_(std::move(upload)), ok_(book_.enrol(upload_, limit)) {}

Enrolment::~Enrolment() {
  if (ok_) book_.discharge(upload_);
}
