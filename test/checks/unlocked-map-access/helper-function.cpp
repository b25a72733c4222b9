// A helper takes the map by reference: whoever calls it has to hold the lock.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>

using Table = std::map<int, int>;
static void bump(Table &Map, int Key) { ++Map[Key]; }

class StoreOk {
public:
  void add(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    bump(Items, Key);
  }
  void remove(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.erase(Key);
  }

private:
  std::mutex Mutex;
  Table Items;
};
StoreOk Store;
