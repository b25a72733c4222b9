// case: Y14-bundle-install
// from: CppMicroServices/CppMicroServices#416
// family: unlocked-map-access
// shape: install() looks the location up before it takes the lock of its Lockable base that each other method takes through a returned lock object
// mode: program
// flags:
#pragma once
#include <mutex>

#define US_UNUSED(x) (void)(x)

/// Base of classes whose members share one lock; the lock lasts as long as the returned object.
template <class MutexHost = std::mutex>
class Lockable {
public:
  class UniqueLock {
  public:
    explicit UniqueLock(const Lockable& host) : lock_(host.mutex_) {}
    UniqueLock(UniqueLock&&) = default;

    void unlock() { lock_.unlock(); }
    void lock() { lock_.lock(); }

  private:
    std::unique_lock<MutexHost> lock_;
  };

  UniqueLock Lock() const { return UniqueLock(*this); }

protected:
  Lockable() = default;
  ~Lockable() = default;

private:
  mutable MutexHost mutex_;
};
