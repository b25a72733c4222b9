// A flag that is set under the lock keeps away those who test it, also after the lock was given back.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>

// FP_: everybody else asks for the flag under the lock.
class ClaimedOk {
public:
  void add(const std::string &key, int value) {
    std::lock_guard<std::mutex> hold(mutex_);
    if (draining_)
      return;
    pending_[key] = value;
  }
  void remove(const std::string &key) {
    std::lock_guard<std::mutex> hold(mutex_);
    if (!draining_)
      pending_.erase(key);
  }
  void drain() {
    {
      std::lock_guard<std::mutex> hold(mutex_);
      draining_ = true;
    }
    for (auto &entry : pending_)
      send(entry.first);
    pending_.clear();
    std::lock_guard<std::mutex> hold(mutex_);
    draining_ = false;
  }

private:
  static void send(const std::string &) {}
  std::mutex mutex_;
  bool draining_ = false;
  std::map<std::string, int> pending_;
};

// FP_: the claim reaches into the helper that does the work.
class ClaimedForHelperOk {
public:
  void add(int key) {
    std::lock_guard<std::mutex> hold(mutex_);
    if (draining_.load())
      return;
    ++pending_[key];
  }
  void remove(int key) {
    std::lock_guard<std::mutex> hold(mutex_);
    if (draining_)
      return;
    pending_.erase(key);
  }
  void drain() {
    mutex_.lock();
    draining_.store(true);
    mutex_.unlock();
    forget();
    draining_ = false;
  }

private:
  void forget() { pending_.clear(); }
  std::mutex mutex_;
  std::atomic<bool> draining_{false};
  std::map<int, int> pending_;
};

// Only the one who sets the flag asks for it: nobody else is kept away.
class NobodyElseAsksBad {
public:
  void add(const std::string &key, int value) {
    std::lock_guard<std::mutex> hold(mutex_);
    pending_[key] = value;
  }
  void remove(const std::string &key) {
    std::lock_guard<std::mutex> hold(mutex_);
    pending_.erase(key);
  }
  void drain() {
    {
      std::lock_guard<std::mutex> hold(mutex_);
      if (draining_)
        return;
      draining_ = true;
    }
    // CHECK-MESSAGES: :[[@LINE+1]]:14: warning: 'pending_' is written without 'mutex_', which 2 of 3 accesses hold
    pending_.clear();
    std::lock_guard<std::mutex> hold(mutex_);
    draining_ = false;
  }

private:
  std::mutex mutex_;
  bool draining_ = false;
  std::map<std::string, int> pending_;
};

// The flag is false again before the access.
class ClearedTooEarlyBad {
public:
  void add(int key) {
    std::lock_guard<std::mutex> hold(mutex_);
    if (!draining_)
      ++pending_[key];
  }
  void remove(int key) {
    std::lock_guard<std::mutex> hold(mutex_);
    if (!draining_)
      pending_.erase(key);
  }
  void drain() {
    {
      std::lock_guard<std::mutex> hold(mutex_);
      draining_ = true;
    }
    draining_ = false;
    // CHECK-MESSAGES: :[[@LINE+1]]:14: warning: 'pending_' is written without 'mutex_', which 2 of 3 accesses hold
    pending_.clear();
  }

private:
  std::mutex mutex_;
  bool draining_ = false;
  std::map<int, int> pending_;
};

// The flag is set without the lock: whoever holds it has asked already.
class SetWithoutLockBad {
public:
  void add(int key) {
    std::lock_guard<std::mutex> hold(mutex_);
    if (!draining_)
      ++pending_[key];
  }
  void remove(int key) {
    std::lock_guard<std::mutex> hold(mutex_);
    if (!draining_)
      pending_.erase(key);
  }
  // CHECK-FIXES: void drainNow() {
  // CHECK-FIXES-NEXT: std::lock_guard<std::mutex> hold(mutex_);
  // CHECK-FIXES-NEXT: draining_ = true;
  void drainNow() {
    draining_ = true;
    // CHECK-MESSAGES: :[[@LINE+1]]:14: warning: 'pending_' is written without 'mutex_', which 2 of 3 accesses hold
    pending_.clear();
  }

private:
  std::mutex mutex_;
  bool draining_ = false;
  std::map<int, int> pending_;
};
