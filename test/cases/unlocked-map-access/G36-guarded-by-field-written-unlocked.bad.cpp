// case: G36-guarded-by-field-written-unlocked
// from: google/orbit#2700, apache/trafficserver#13310
// family: unlocked-map-access
// shape: the field is declared GUARDED_BY(mu_); one of its two users writes it without the mutex
// mode: tidy
#include <map>
#include <mutex>
#include <string>

#define CAPABILITY(x) __attribute__((capability(x)))
#define SCOPED_CAPABILITY __attribute__((scoped_lockable))
#define GUARDED_BY(x) __attribute__((guarded_by(x)))
#define ACQUIRE(...) __attribute__((acquire_capability(__VA_ARGS__)))
#define RELEASE(...) __attribute__((release_capability(__VA_ARGS__)))
#define REQUIRES(...) __attribute__((requires_capability(__VA_ARGS__)))

class CAPABILITY("mutex") Mutex {
public:
  void Lock() ACQUIRE() { mu_.lock(); }
  void Unlock() RELEASE() { mu_.unlock(); }

private:
  std::mutex mu_;
};

class SCOPED_CAPABILITY MutexLock {
public:
  explicit MutexLock(Mutex *mu) ACQUIRE(mu) : mu_(mu) { mu_->Lock(); }
  ~MutexLock() RELEASE() { mu_->Unlock(); }

private:
  Mutex *const mu_;
};

class Flags {
public:
  void Set(const std::string &name, bool on);
  void Remove(const std::string &name);

private:
  Mutex mu_;
  std::map<std::string, bool> flags_ GUARDED_BY(mu_);
};

void Flags::Set(const std::string &name, bool on) {
  flags_[name] = on; // expect: unlocked-map-access
}

void Flags::Remove(const std::string &name) {
  MutexLock lock(&mu_);
  flags_.erase(name);
}
