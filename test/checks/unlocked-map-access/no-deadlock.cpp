// A guard that might lock the mutex a second time is not offered.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <functional>
#include <map>
#include <mutex>

class StoreBad {
public:
  void add(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key] = 1;
  }
  void remove(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.erase(Key);
  }
  void clear() {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.clear();
  }
  void lateLock(int Key) {
    Items[Key] = 2;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'Mutex', which 4 of 7 accesses hold [mapwarden-unlocked-map-access]
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.erase(Key + 1);
  }
  void callsSibling(int Key) {
    Items[Key] = 2;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'Mutex', which 4 of 7 accesses hold [mapwarden-unlocked-map-access]
    remove(Key + 1);
  }
  void callsStored(int Key) {
    Items[Key] = 2;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'Mutex', which 4 of 7 accesses hold [mapwarden-unlocked-map-access]
    Changed();
  }
  std::function<void()> Changed;

private:
  std::mutex Mutex;
  std::map<int, int> Items;
};
StoreBad Store;
