// A caller asserts, or takes, a lock that it got as a parameter: which one it is, its callee cannot tell, so nothing is said.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>

class Mutex {
public:
  void Lock() { mutex_.lock(); }
  void Unlock() { mutex_.unlock(); }
  void AssertHeld() {}

private:
  std::mutex mutex_;
};

class PickerOk {
public:
  explicit PickerOk(Mutex *mutex) : mutex_(mutex) {}
  void add(int id) {
    mutex_->Lock();
    running_[id] = 1;
    mutex_->Unlock();
  }
  void remove(int id) {
    mutex_->Lock();
    running_.erase(id);
    mutex_->Unlock();
  }
  void install(Mutex *held) {
    held->AssertHeld();
    apply();
  }
  void installOwn() {
    mutex_->AssertHeld();
    apply();
  }

private:
  void apply() { recalculate(); }
  void recalculate() { busy_ = !running_.empty(); }
  Mutex *mutex_;
  std::map<int, int> running_;
  bool busy_ = false;
};

// A mutex of the caller's own protects nothing.
class PickerBad {
public:
  explicit PickerBad(Mutex *mutex) : mutex_(mutex) {}
  void add(int id) {
    mutex_->Lock();
    running_[id] = 1;
    mutex_->Unlock();
  }
  void remove(int id) {
    mutex_->Lock();
    running_.erase(id);
    mutex_->Unlock();
  }
  void install() {
    Mutex own;
    own.Lock();
    recalculate();
    own.Unlock();
  }

private:
  void recalculate() { running_.clear(); }
// CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'running_' is written without 'mutex_', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]
  Mutex *mutex_;
  std::map<int, int> running_;
};
