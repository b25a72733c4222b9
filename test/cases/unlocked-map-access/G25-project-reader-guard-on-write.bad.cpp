// case: G25-project-reader-guard-on-write
// from: tsixta/tsmap#3, abseil/abseil-cpp#1902
// family: unlocked-map-access
// shape: the RAII guard of the project takes the reader side of the lock, but the method writes an entry
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
  void define(const std::string &zone, int minutes) {
    ReaderGuard guard(lock_);
    offsets_[zone] = minutes; // expect: unlocked-map-access
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
