// case: Y04-statement-manager
// from: sysown/proxysql#1198
// family: unbounded-map
// shape: the purge beyond max_stmts_cache runs only when enough statements are unused, but after a rewrite nobody updates the counter of unused statements
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
