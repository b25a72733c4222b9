// Templates are reported once and not edited.
// RUN: %check %s mapwarden-escaping-element %t
// REQUIRES: absl
#include <absl/container/flat_hash_map.h>

template <class T> T templateBad(absl::flat_hash_map<int, T> &Map, int A, int B) {
  const T &V = Map[A];
  Map[B] = T();
  return V;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'V' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
int use(absl::flat_hash_map<int, int> &Ints, absl::flat_hash_map<int, long> &Longs) {
  return templateBad(Ints, 1, 2) + int(templateBad(Longs, 1, 2));
}
