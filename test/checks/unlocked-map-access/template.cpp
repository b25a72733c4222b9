// Reported on the pattern, once; templates are not edited.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>

template <class T> class StoreBad {
public:
  void add(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key] = T();
  }
  void remove(int Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.erase(Key);
  }
  void set(int Key, T Value) { Items[Key] = Value; }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'Items' is written without 'Mutex', which 4 of 6 accesses hold [mapwarden-unlocked-map-access]

private:
  std::mutex Mutex;
  std::map<int, T> Items;
};
static StoreBad<int> Ints;
static StoreBad<long> Longs;
void use(int Key) {
  Ints.add(Key);
  Ints.remove(Key);
  Ints.set(Key, 1);
  Longs.add(Key);
  Longs.remove(Key);
  Longs.set(Key, 1);
}
