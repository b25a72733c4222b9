// case: R14-upload-quotas
// from: ClickHouse/ClickHouse#107028
// family: unlocked-map-access
// shape: the reservation takes both mutexes with a scoped_lock
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

struct Quota {
  std::uint64_t limit = 0;
  std::uint64_t used = 0;
};

class QuotaBook {
 public:
  bool enrol(const std::string &upload, std::uint64_t limit);
  void discharge(const std::string &upload);
  bool reserve(const std::string &upload, std::uint64_t bytes);

 private:
  std::mutex book_mutex_;
  std::mutex total_mutex_;
  std::uint64_t total_ = 0;
  std::unordered_map<std::string, Quota> quotas_;
};

// In the book for as long as the upload runs.
class Enrolment {
 public:
  Enrolment(QuotaBook &book, std::string upload, std::uint64_t limit);
  ~Enrolment();
  Enrolment(const Enrolment &) = delete;
  Enrolment &operator=(const Enrolment &) = delete;
  bool ok() const { return ok_; }
  bool reserve(std::uint64_t bytes) { return book_.reserve(upload_, bytes); }

 private:
  QuotaBook &book_;
  std::string upload_;
  bool ok_;
};
