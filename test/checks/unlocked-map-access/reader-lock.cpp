// Written under a reader lock: the guard's type is what is wrong, unless it is not written here.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>

using ReadLock = std::shared_lock<std::shared_mutex>;

class StoreBad {
public:
  void drop(int Key) {
    std::unique_lock Lock(Mutex);
    Items.erase(Key);
  }
  void deduced(int Key) {
    std::shared_lock Lock(Mutex);
// CHECK-FIXES: std::unique_lock Lock(Mutex);
    Items[Key].insert(1);
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is modified by 'operator[]' while 'Mutex' is held for reading only [mapwarden-unlocked-map-access]
    Items.erase(Key + 1);
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Items' is modified by 'erase' while 'Mutex' is held for reading only [mapwarden-unlocked-map-access]
  }
  void aliased(int Key) {
    ReadLock Lock(Mutex);
    Items.erase(Key);
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Items' is modified by 'erase' while 'Mutex' is held for reading only [mapwarden-unlocked-map-access]
  }
  void inner(int Key) {
    const std::shared_lock<std::shared_mutex> Lock(Mutex);
// CHECK-FIXES: const std::unique_lock<std::shared_mutex> Lock(Mutex);
    auto It = Items.find(Key);
    if (It != Items.end())
      It->second.insert(2);
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: an inner container of 'Items' is modified by 'insert' while 'Mutex' is held for reading only [mapwarden-unlocked-map-access]
  }
  bool readsOk(int Key) {
    std::shared_lock Lock(Mutex);
    return Items.count(Key) != 0;
  }

private:
  std::shared_mutex Mutex;
  std::map<int, std::set<int>> Items;
};
StoreBad Store;
