// case: Y15-mapping-node
// from: ros-perception/slam_gmapping#11
// family: unlocked-map-access
// shape: the service handler builds its RAII guard as an unnamed temporary, so the lock is gone before the submaps are read
// mode: program
// flags:
#pragma once
#include <pthread.h>

class Mutex {
public:
  Mutex() { pthread_mutex_init(&handle_, nullptr); }
  ~Mutex() { pthread_mutex_destroy(&handle_); }
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock() { pthread_mutex_lock(&handle_); }
  void unlock() { pthread_mutex_unlock(&handle_); }

private:
  pthread_mutex_t handle_;
};

class ScopedLock {
public:
  explicit ScopedLock(Mutex& mutex) : mutex_(mutex) { mutex_.lock(); }
  ~ScopedLock() { mutex_.unlock(); }
  ScopedLock(const ScopedLock&) = delete;
  ScopedLock& operator=(const ScopedLock&) = delete;

private:
  Mutex& mutex_;
};
