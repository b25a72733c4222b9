// MAPWARDEN_GUARDED_BY declares the lock: no other access has to hold it. What it names has to be there.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mapwarden/annotations.h>
#include <memory>
#include <mutex>

namespace app {
std::mutex Global;
namespace {
std::mutex Hidden;
}
struct Pool {
  std::mutex Mutex;
  struct Inner {
    std::mutex Deep;
  } Part;
};
struct Base {
  std::mutex Inherited;
  static std::mutex Shared;
};
using Alias = Base;

class PlainBad : Base {
public:
  void add(int Key) {
// CHECK-FIXES: void add(int Key) {
// CHECK-FIXES-NEXT: std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key] = 1;
  }
// CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'Items' is written without 'Mutex', which guards it [mapwarden-unlocked-map-access]
  void addLocked(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key] = 1;
  }

private:
  std::mutex Mutex;
  std::map<int, int> Items MAPWARDEN_GUARDED_BY(Mutex);
};

class SpeltBad : Base {
public:
  void touch(int Key) {
    ByThis[Key] = 1;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ByThis' is written without 'Mutex', which guards it
    ByBase[Key] = 1;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ByBase' is written without 'Inherited', which guards it
    ByClass[Key] = 1;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ByClass' is written without 'Shared', which guards it
    ByAlias[Key] = 1;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ByAlias' is written without 'Inherited', which guards it
    ByNamespace[Key] = 1;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ByNamespace' is written without 'Global', which guards it
    ByHidden[Key] = 1;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ByHidden' is written without 'Hidden', which guards it
    ByObject[Key] = 1;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ByObject' is written without 'Mutex', which guards it
    ByPointer[Key] = 1;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ByPointer' is written without 'Deep', which guards it
    ByOwner[Key] = 1;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ByOwner' is written without 'Mutex', which guards it
  }

private:
  std::mutex Mutex;
  Pool Object;
  Pool *Pointer = nullptr;
  std::unique_ptr<Pool> Owner;
  std::map<int, int> ByThis MAPWARDEN_GUARDED_BY(this->Mutex);
  std::map<int, int> ByBase MAPWARDEN_GUARDED_BY(Inherited);
  std::map<int, int> ByClass MAPWARDEN_GUARDED_BY(Base::Shared);
  std::map<int, int> ByAlias MAPWARDEN_GUARDED_BY(Alias::Inherited);
  std::map<int, int> ByNamespace MAPWARDEN_GUARDED_BY(::app::Global);
  std::map<int, int> ByHidden MAPWARDEN_GUARDED_BY(Hidden);
  std::map<int, int> ByObject MAPWARDEN_GUARDED_BY(Object.Mutex);
  std::map<int, int> ByPointer MAPWARDEN_GUARDED_BY(Pointer->Part.Deep);
  std::map<int, int> ByOwner MAPWARDEN_GUARDED_BY(*Owner -> Mutex);
};

class NoSuchLockBad {
public:
  void add(int Key) { Misspelt[Key] = Called[Key] = 1; }

private:
  std::mutex &mutex() { return Mutex; }
  std::mutex Mutex;
  std::map<int, int> Misspelt MAPWARDEN_GUARDED_BY(Mutexx);
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the lock 'Mutexx' that MAPWARDEN_GUARDED_BY names for 'Misspelt' was not found; name a field or a variable [mapwarden-unlocked-map-access]
  std::map<int, int> Called MAPWARDEN_GUARDED_BY(mutex());
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the lock 'mutex()' that MAPWARDEN_GUARDED_BY names for 'Called' was not found; name a field or a variable
};

/// clang's attribute wins.
class BothOk {
public:
  void add(int Key) {
    std::lock_guard<std::mutex> Lock(Right);
    Items[Key] = 1;
  }

private:
  std::mutex Right, Wrong;
  std::map<int, int> Items MAPWARDEN_GUARDED_BY(Wrong) __attribute__((guarded_by(Right)));
  std::map<int, int> Others MAPWARDEN_GUARDED_BY(Missing) __attribute__((guarded_by(Right)));
};

template <class Key> class TemplateBad : Base {
public:
  void add(Key Each) { Items[Each] = 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Items' is written without 'Mutex', which guards it

private:
  std::mutex Mutex;
  std::map<Key, int> Items MAPWARDEN_GUARDED_BY(Mutex);
};

/// What a base may bring is known when the template is instantiated.
template <class Policy> class PolicyOk : Policy {
public:
  void add(int Key) { Items[Key] = 1; }

private:
  std::map<int, int> Items MAPWARDEN_GUARDED_BY(OfPolicy);
};

/// The class of the lock is defined elsewhere.
struct Elsewhere;
class OfOtherUnitOk {
public:
  void add(int Key) { ByPointer[Key] = ByOwner[Key] = 1; }

private:
  Elsewhere *Pointer = nullptr;
  std::shared_ptr<Elsewhere> Owner;
  std::map<int, int> ByPointer MAPWARDEN_GUARDED_BY(Pointer->Mutex);
  std::map<int, int> ByOwner MAPWARDEN_GUARDED_BY(Owner->Mutex);
};

PlainBad Plain;
OfOtherUnitOk OfOtherUnit;
SpeltBad Spelt;
NoSuchLockBad NoSuchLock;
BothOk Both;
TemplateBad<int> Template;
void add(int Key) { Template.add(Key); }
} // namespace app

extern std::map<int, int> Routes MAPWARDEN_GUARDED_BY(app::Global);
std::map<int, int> Routes;
void route(int Key) { Routes[Key] = 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Routes' is written without 'Global', which guards it
void routeLocked(int Key) {
  std::lock_guard<std::mutex> Lock(app::Global);
  Routes[Key] = 1;
}
