// Map and mutex are members of a base class.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>

class Storage {
protected:
  std::mutex Mutex;
  std::map<int, int> Items;
};
class StoreBad : public Storage {
public:
  void add(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key] = 1;
  }
  void remove(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.erase(Key);
  }
  void set(int Key, int Value) {
// CHECK-FIXES: void set(int Key, int Value) {
// CHECK-FIXES-NEXT: std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key] = Value;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'Mutex', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]
  }
};
StoreBad Store;
