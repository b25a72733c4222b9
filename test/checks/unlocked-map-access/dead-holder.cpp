// What a lock holder hands out is locked as long as the holder lives.
// RUN: %check %s mapwarden-unlocked-map-access %t -- -std=c++20
#include <map>
#include <mutex>

namespace folly {
template <class T> class Synchronized {
public:
  class LockedPtr {
  public:
    explicit LockedPtr(Synchronized &S) : S(S) { S.M.lock(); }
    ~LockedPtr() { S.M.unlock(); }
    T &operator*() const { return S.Data; }
    T *operator->() const { return &S.Data; }

  private:
    Synchronized &S;
  };
  LockedPtr lock() { return LockedPtr(*this); }
  LockedPtr wlock() { return LockedPtr(*this); }

private:
  std::mutex M;
  T Data;
};
} // namespace folly

static folly::Synchronized<std::map<int, int>> Guarded;

void referenceBad(int Key) {
  auto &Map = *Guarded.lock();
  Map[Key] = 1;
// CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Guarded' is used through a lock holder that is already destroyed [mapwarden-unlocked-map-access]
}
void pointerBad(int Key) {
  auto *Map = &*Guarded.wlock();
  Map->erase(Key);
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Guarded' is used through a lock holder that is already destroyed [mapwarden-unlocked-map-access]
}
int loopBad() {
  int Sum = 0;
  for (auto &Each : *Guarded.lock())
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Guarded' is used through a lock holder that is already destroyed [mapwarden-unlocked-map-access]
    Sum += Each.second;
  return Sum;
}
void holderOk(int Key) {
  auto Holder = Guarded.lock();
  auto &Map = *Holder;
  Map[Key] = 1;
  (*Holder).erase(Key);
}
void oneExpressionOk(int Key) { (*Guarded.lock())[Key] = 1; }
void arrowOk(int Key) { Guarded.lock()->erase(Key); }
