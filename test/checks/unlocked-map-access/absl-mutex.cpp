// The locks of absl.
// RUN: %check %s mapwarden-unlocked-map-access %t
// REQUIRES: absl
#include <absl/container/flat_hash_map.h>
#include <absl/synchronization/mutex.h>

class StoreBad {
public:
  void add(int Key) {
    absl::MutexLock Lock(&Mutex);
    Items[Key] = 1;
  }
  void remove(int Key) {
    absl::MutexLock Lock(&Mutex);
    Items.erase(Key);
  }
  int fetch(int Key) {
    absl::ReaderMutexLock Lock(&Mutex);
// CHECK-FIXES: absl::WriterMutexLock Lock(&Mutex);
    return Items[Key];
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Items' is modified by 'operator[]' while 'Mutex' is held for reading only [mapwarden-unlocked-map-access]
  }
  void set(int Key) {
// CHECK-FIXES: void set(int Key) {
// CHECK-FIXES-NEXT: absl::MutexLock Lock(&Mutex);
    Items[Key] = 2;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'Mutex', which 3 of 4 accesses hold [mapwarden-unlocked-map-access]
  }

private:
  absl::Mutex Mutex;
  absl::flat_hash_map<int, int> Items;
};
StoreBad Store;
