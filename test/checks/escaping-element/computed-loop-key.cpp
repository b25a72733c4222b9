// A key that is computed from the key of the element the loop is at is another key: the insertion may rehash.
// RUN: %check %s mapwarden-escaping-element %t
// REQUIRES: absl
#include <absl/container/flat_hash_map.h>

int computedBad(absl::flat_hash_map<int, int> &Map) {
  int Sum = 0;
  for (auto &Entry : Map) {
// CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have invalidated [mapwarden-escaping-element]
    Map[Entry.first + 1] = 1;
    Sum += Entry.second;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Entry' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
  }
  return Sum;
}

int sameKeyOk(absl::flat_hash_map<int, int> &Map) {
  int Sum = 0;
  for (auto &Entry : Map) {
    Map[Entry.first] = 1;
    Sum += Entry.second;
  }
  return Sum;
}
