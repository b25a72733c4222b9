// case: M07-retry-attempts
// from: M07 (download manager: attempt counts of abandoned downloads)
// family: unbounded-map
// shape: a header template called from a housekeeping file erases the oldest counts beyond a fixed size
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <string>

struct Download {
  std::uint64_t id = 0;
  std::string url;
};

class RetryPolicy {
 public:
  virtual ~RetryPolicy() = default;
  virtual bool retry(const Download &download) = 0;
  virtual void housekeeping() = 0;
};

class CountingPolicy : public RetryPolicy {
 public:
  explicit CountingPolicy(unsigned limit) : limit_(limit) {}
  bool retry(const Download &download) override;
  void housekeeping() override;

 private:
  unsigned limit_;
  std::map<std::uint64_t, unsigned> attempts_;
};

class DownloadQueue {
 public:
  explicit DownloadQueue(RetryPolicy &policy) : policy_(policy) {}
  void add(const std::string &url);
  bool step();

 private:
  RetryPolicy &policy_;
  std::uint64_t next_id_ = 1;
  std::deque<Download> queue_;
};
