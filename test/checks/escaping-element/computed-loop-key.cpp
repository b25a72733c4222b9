// A key that is computed from the element of the loop is taken for one that is in the map: the insertion is missed.
// RUN: %check %s mapwarden-escaping-element %t
// REQUIRES: absl
// XFAIL: *
#include <absl/container/flat_hash_map.h>

int loopBad(absl::flat_hash_map<int, int> &Map) {
  int Sum = 0;
  for (auto &Entry : Map) {
    Map[Entry.first + 1] = 1;
    Sum += Entry.second;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} refers to an element of 'Map' that the insertion
  }
  return Sum;
}
