// case: G25-project-reader-guard-on-write
// from: tsixta/tsmap#3, abseil/abseil-cpp#1902
// family: unlocked-map-access
// shape: the writer guard is used for writes; the constructor fills the map before anyone shares the object
// mode: tidy
#include <map>
#include <pthread.h>
#include <string>

class RwLock {
public:
  RwLock() { pthread_rwlock_init(&lock_, nullptr); }
  ~RwLock() { pthread_rwlock_destroy(&lock_); }
  void readLock() { pthread_rwlock_rdlock(&lock_); }
  void writeLock() { pthread_rwlock_wrlock(&lock_); }
  void unlock() { pthread_rwlock_unlock(&lock_); }

private:
  pthread_rwlock_t lock_;
};

class ReaderGuard {
public:
  explicit ReaderGuard(RwLock &lock) : lock_(lock) { lock_.readLock(); }
  ~ReaderGuard() { lock_.unlock(); }

private:
  RwLock &lock_;
};

class WriterGuard {
public:
  explicit WriterGuard(RwLock &lock) : lock_(lock) { lock_.writeLock(); }
  ~WriterGuard() { lock_.unlock(); }

private:
  RwLock &lock_;
};

class Zones {
public:
  Zones() {
    offsets_["UTC"] = 0;
    offsets_.emplace("CET", 60);
  }
  void define(const std::string &zone, int minutes) {
    WriterGuard guard(lock_);
    offsets_[zone] = minutes;
  }
  void remove(const std::string &zone) {
    WriterGuard guard(lock_);
    offsets_.erase(zone);
  }
  int minutes(const std::string &zone) {
    ReaderGuard guard(lock_);
    auto it = offsets_.find(zone);
    return it == offsets_.end() ? 0 : it->second;
  }

private:
  RwLock lock_;
  std::map<std::string, int> offsets_;
};
