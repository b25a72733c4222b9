// case: G36-guarded-by-field-written-unlocked
// from: google/orbit#2700, apache/trafficserver#13310
// family: unlocked-map-access
// shape: the helper is declared REQUIRES(mu_), and its callers hold the mutex
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
  void Toggle(const std::string &name);

private:
  void Store(const std::string &name, bool on) REQUIRES(mu_) { flags_[name] = on; }

  Mutex mu_;
  std::map<std::string, bool> flags_ GUARDED_BY(mu_);
};

void Flags::Set(const std::string &name, bool on) {
  MutexLock lock(&mu_);
  Store(name, on);
}

void Flags::Toggle(const std::string &name) {
  mu_.Lock();
  auto it = flags_.find(name);
  if (it != flags_.end())
    Store(name, !it->second);
  mu_.Unlock();
}

void Flags::Remove(const std::string &name) {
  MutexLock lock(&mu_);
  flags_.erase(name);
}
