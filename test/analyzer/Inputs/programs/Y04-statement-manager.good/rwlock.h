// case: Y04-statement-manager
// from: sysown/proxysql#1198
// family: unbounded-map
// shape: prepare and release keep the counter of unused statements, so the purge runs
// mode: program
// flags:
#pragma once
#include <pthread.h>

class RWLock {
 public:
  RWLock() { pthread_rwlock_init(&lock_, nullptr); }
  ~RWLock() { pthread_rwlock_destroy(&lock_); }
  RWLock(const RWLock &) = delete;
  RWLock &operator=(const RWLock &) = delete;

  void rdlock() { pthread_rwlock_rdlock(&lock_); }
  void wrlock() { pthread_rwlock_wrlock(&lock_); }
  void unlock() { pthread_rwlock_unlock(&lock_); }

 private:
  pthread_rwlock_t lock_;
};
