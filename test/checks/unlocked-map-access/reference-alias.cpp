// The map is reached through a reference, an iterator, a structured binding.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>

static std::mutex Mutex;
static std::map<int, int> Items;

void add(int Key) {
  std::scoped_lock Lock(Mutex);
  Items[Key] = 1;
}
void remove(int Key) {
  std::scoped_lock Lock(Mutex);
  Items.erase(Key);
}
void reset(int Key) {
  std::scoped_lock Lock(Mutex);
  Items[Key] = 0;
}
int getOk(int Key) {
  std::scoped_lock Lock(Mutex);
  auto It = Items.find(Key);
  return It == Items.end() ? 0 : It->second;
}
void referenceBad(int Key) {
// CHECK-FIXES: void referenceBad(int Key) {
// CHECK-FIXES-NEXT: std::scoped_lock Lock(Mutex);
  auto &Map = Items;
  Map[Key] = 2;
// CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Items' is written without 'Mutex', which 4 of 6 accesses hold [mapwarden-unlocked-map-access]
}
int sumBad() {
// CHECK-FIXES: int sumBad() {
// CHECK-FIXES-NEXT: std::scoped_lock Lock(Mutex);
  int Sum = 0;
  for (auto &[Key, Value] : Items)
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'Items' is read without 'Mutex', which 4 of 6 accesses hold [mapwarden-unlocked-map-access]
    Sum += Value;
  return Sum;
}
