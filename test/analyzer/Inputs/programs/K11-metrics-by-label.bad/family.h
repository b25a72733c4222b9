// case: K11-metrics-by-label
// from: pattern of metric families with one child per label value
// family: unbounded-map
// shape: the family creates a counter for each label, and the label is the client's address
// mode: program
#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>

class Family {
public:
  std::atomic<long> &child(const std::string &label);
  long total() const;

private:
  mutable std::mutex mutex_;
  std::map<std::string, std::unique_ptr<std::atomic<long>>> children_; // expect: unbounded-map
};

Family &requests();
