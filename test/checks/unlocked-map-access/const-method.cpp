// A const method cannot lock a mutex that is not mutable.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>

class PlainBad {
public:
  void add(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key] = 1;
  }
  void remove(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.erase(Key);
  }
  bool has(int Key) const { return Items.count(Key) != 0; }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'Items' is read without 'Mutex', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]

private:
  std::mutex Mutex;
  std::map<int, int> Items;
};

class MutableBad {
public:
  void add(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key] = 1;
  }
  void remove(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.erase(Key);
  }
  bool holds(int Key) const {
// CHECK-FIXES: bool holds(int Key) const {
// CHECK-FIXES-NEXT: std::lock_guard<std::mutex> Lock(Mutex);
    return Items.count(Key) != 0;
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'Items' is read without 'Mutex', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]
  }

private:
  mutable std::mutex Mutex;
  std::map<int, int> Items;
};
PlainBad Plain;
MutableBad Mutable;
