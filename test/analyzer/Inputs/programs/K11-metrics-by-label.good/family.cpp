// case: K11-metrics-by-label
// from: pattern of metric families with one child per label value
// family: unbounded-map
// shape: the labels are two literals
// mode: program
#include "family.h"

std::atomic<long> &Family::child(const std::string &label) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto &slot = children_[label];
  if (!slot)
    slot = std::make_unique<std::atomic<long>>(0);
  return *slot;
}

long Family::total() const {
  std::lock_guard<std::mutex> lock(mutex_);
  long sum = 0;
  for (const auto &[label, count] : children_)
    sum += *count;
  return sum;
}

Family &requests() {
  static auto *family = new Family;
  return *family;
}
