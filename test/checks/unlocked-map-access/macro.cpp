// A guard that a macro declares is not copied.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>

#define LOCK(M) std::lock_guard<std::mutex> Lock(M)
class StoreBad {
public:
  void add(int Key) {
    LOCK(Mutex);
    Items[Key] = 1;
  }
  void remove(int Key) {
    LOCK(Mutex);
    Items.erase(Key);
  }
  void set(int Key, int Value) { Items[Key] = Value; }
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'Items' is written without 'Mutex', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]

private:
  std::mutex Mutex;
  std::map<int, int> Items;
};
StoreBad Store;
