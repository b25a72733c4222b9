// Aliases of the map, the mutex and the guard; a name that is taken.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>
#include <string>

using Mutex = std::mutex;
typedef std::lock_guard<Mutex> Guard;
using Table = std::map<std::string, int>;

class StoreBad {
public:
  void add(const std::string &Key) {
    Guard Lock(M);
    Items[Key] = 1;
  }
  void remove(const std::string &Key) {
    Guard Lock(M);
    Items.erase(Key);
  }
  void set(const std::string &Key, int Lock) {
// CHECK-FIXES: void set(const std::string &Key, int Lock) {
// CHECK-FIXES-NEXT: Guard Lock2(M);
    Items[Key] = Lock;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'M', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]
  }

private:
  Mutex M;
  Table Items;
};
StoreBad Store;
