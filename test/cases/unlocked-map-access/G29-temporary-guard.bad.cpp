// case: G29-temporary-guard
// from: ros-perception/slam_gmapping#11, cagnulein/qdomyos-zwift#4556
// family: unlocked-map-access
// shape: the guard is an unnamed temporary: it unlocks at the end of its own statement
// mode: tidy
#include <map>
#include <mutex>
#include <string>

// Locks for the rest of the scope.
class AutoLock {
public:
  explicit AutoLock(std::mutex *mutex) : mutex_(mutex) { mutex_->lock(); }
  ~AutoLock() { mutex_->unlock(); }
  AutoLock(const AutoLock &) = delete;
  AutoLock &operator=(const AutoLock &) = delete;

private:
  std::mutex *mutex_;
};

class Training {
public:
  void setRow(int second, double watts) {
    AutoLock locker(&rowsMutex_);
    rows_[second] = watts;
  }
  double wattsAt(int second) {
    AutoLock locker(&rowsMutex_);
    auto row = rows_.upper_bound(second);
    if (row == rows_.begin())
      return 0;
    --row;
    return row->second;
  }
  void dropUntil(int second);

private:
  std::mutex rowsMutex_;
  std::map<int, double> rows_;
};

void Training::dropUntil(int second) {
  AutoLock(&this->rowsMutex_);
  rows_.erase(rows_.begin(), rows_.upper_bound(second)); // expect: unlocked-map-access
}
