// A map that evicts is guarded like any other.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <mapwarden/bounded_map.h>
#include <mutex>
#include <string>

class StoreBad {
public:
  void add(const std::string &Key) {
    std::lock_guard<std::mutex> Hold(M);
    Items[Key] = 1;
  }
  void remove(const std::string &Key) {
    std::lock_guard<std::mutex> Hold(M);
    Items.erase(Key);
  }
  void set(const std::string &Key, int Value) {
// CHECK-FIXES: void set(const std::string &Key, int Value) {
// CHECK-FIXES-NEXT: std::lock_guard<std::mutex> Hold(M);
    Items[Key] = Value;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'M', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]
  }

private:
  std::mutex M;
  mapwarden::bounded_map<std::string, int, 100> Items;
};
StoreBad Store;
