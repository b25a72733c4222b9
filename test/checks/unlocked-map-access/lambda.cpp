// The access stands in a lambda that runs at once: reported, but a guard is for the reader to place.
// RUN: %check %s mapwarden-unlocked-map-access %t
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
  void setOk(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    auto Set = [&] { Items[Key] = 1; };
    Set();
  }
  void setBad(int Key) {
    auto Set = [&] {
      Items[Key] = 1;
// CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Items' is written without 'Mutex', which 3 of 4 accesses hold [mapwarden-unlocked-map-access]
    };
    Set();
  }

private:
  std::mutex Mutex;
  std::map<int, int> Items;
};
StoreBad Store;
