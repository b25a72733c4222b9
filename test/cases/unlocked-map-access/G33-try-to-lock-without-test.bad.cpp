// case: G33-try-to-lock-without-test
// from: seed (try_to_lock result ignored)
// family: unlocked-map-access
// shape: the lock is only tried; the write happens whether it was taken or not
// mode: tidy
#include <map>
#include <mutex>

// Samples of a sensor, by time; the sampler must never wait.
class SampleLog {
public:
  bool record(long time, double value);
  void trim(long before) {
    std::lock_guard<std::mutex> lock(mutex_);
    samples_.erase(samples_.begin(), samples_.lower_bound(before));
  }
  double latest() {
    std::lock_guard<std::mutex> lock(mutex_);
    return samples_.empty() ? 0 : samples_.rbegin()->second;
  }
  int skipped() const { return skipped_; }

private:
  std::mutex mutex_;
  std::map<long, double> samples_;
  int skipped_ = 0;
};

bool SampleLog::record(long time, double value) {
  std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock())
    ++skipped_;
  samples_.emplace(time, value); // expect: unlocked-map-access
  return true;
}
