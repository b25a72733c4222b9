// Code that comes from a macro is reported, but not edited.
// RUN: %check %s mapwarden-escaping-element %t
// REQUIRES: absl
#include <absl/container/flat_hash_map.h>
#include <string>

#define REF(N, M, K) const int &N = M[K]
#define SET(M, A, B) M[A] = M[B]
int referenceBad(absl::flat_hash_map<int, int> &Map, int A, int B) {
  REF(N, Map, A);
  Map[B] = 1;
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
void assignBad(absl::flat_hash_map<int, std::string> &Map, int A, int B) {
  SET(Map, A, B);
// CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a reference to an element of 'Map' is used after the insertion in the same expression may have moved it [mapwarden-escaping-element]
}
