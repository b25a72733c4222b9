// A class with a mutex and a value that it hands out locked, by any name.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>

template <class T> class Handle {
public:
  Handle(T &Value, std::mutex &M) : Lock(M), Value(Value) {}
  T &operator*() const noexcept { return Value; }
  T *operator->() const noexcept { return &Value; }

private:
  std::lock_guard<std::mutex> Lock;
  T &Value;
};

template <class T> class MutexProtected {
public:
  Handle<T> acquire() { return Handle<T>(Value, M); }
  Handle<const T> inspect() const { return Handle<const T>(Value, M); }

private:
  mutable std::mutex M;
  T Value;
};

using Counts = std::map<std::string, int>;

static MutexProtected<Counts> HolderBad;
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'HolderBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
void count(const std::string &Key) {
  auto Locked = HolderBad.acquire();
  ++(*Locked)[Key];
}

static MutexProtected<Counts> OneExpressionBad;
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'OneExpressionBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
void countAtOnce(const std::string &Key) {
  OneExpressionBad.acquire()->emplace(Key, 1);
}

static MutexProtected<Counts> ErasedOk;
void countErased(const std::string &Key) {
  auto Locked = ErasedOk.acquire();
  Locked->emplace(Key, 1);
}
void forget(const std::string &Key) {
  auto Locked = ErasedOk.acquire();
  Locked->erase(Key);
}

static MutexProtected<Counts> ErasedByHelperOk;
static void drop(Counts &Where, const std::string &Key) { Where.erase(Key); }
void countHelped(const std::string &Key) {
  ErasedByHelperOk.acquire()->emplace(Key, 1);
}
void forgetHelped(const std::string &Key) {
  drop(*ErasedByHelperOk.acquire(), Key);
}

struct Peers {
  Counts Known;
  void see(const std::string &Key) { Known.emplace(Key, 1); }
  void prune() { Known.erase(Known.begin()); }
};
static MutexProtected<Peers> MethodsOk;
void see(const std::string &Key) {
  auto Locked = MethodsOk.acquire();
  Locked->see(Key);
}
void prune() { MethodsOk.acquire()->prune(); }

// A class that hands out owners of copies, and no holder, is no guard: its
// methods do what they say.
template <class T> class Snapshots {
public:
  std::shared_ptr<T> copy() const {
    std::lock_guard<std::mutex> Lock(M);
    return std::make_shared<T>(Value);
  }
  void add(const std::string &Key) {
    std::lock_guard<std::mutex> Lock(M);
    Value.emplace(Key, 1);
  }
  void drop(const std::string &Key) {
    std::lock_guard<std::mutex> Lock(M);
    Value.erase(Key);
  }

private:
  mutable std::mutex M;
  T Value;
};
static Snapshots<Counts> CopiesOk;
int useCopy(const std::string &Key) {
  CopiesOk.add(Key);
  CopiesOk.copy()->emplace("of the copy", 1);
  CopiesOk.drop(Key);
  return 0;
}
