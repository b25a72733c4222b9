// The map is behind a unique_ptr or in an array of shards that one mutex guards.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <array>
#include <map>
#include <memory>
#include <mutex>

class PointerBad {
public:
  void add(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    (*Items)[Key] = 1;
  }
  void remove(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items->erase(Key);
  }
  void set(int Key, int Value) {
// CHECK-FIXES: void set(int Key, int Value) {
// CHECK-FIXES-NEXT: std::lock_guard<std::mutex> Lock(Mutex);
    (*Items)[Key] = Value;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'Mutex', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]
  }

private:
  std::mutex Mutex;
  std::unique_ptr<std::map<int, int>> Items = std::make_unique<std::map<int, int>>();
};
class ShardsBad {
public:
  void add(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key % 4][Key] = 1;
  }
  void remove(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key % 4].erase(Key);
  }
  void set(int Key, int Value) {
// CHECK-FIXES: void set(int Key, int Value) {
// CHECK-FIXES-NEXT: std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key % 4][Key] = Value;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'Mutex', which 4 of 6 accesses hold [mapwarden-unlocked-map-access]
  }

private:
  std::mutex Mutex;
  std::array<std::map<int, int>, 4> Items;
};
PointerBad Pointer;
ShardsBad Shards;
