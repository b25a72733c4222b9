// Through another reference to the map, an iterator's element, a structured binding.
// RUN: %check %s mapwarden-escaping-element %t
// REQUIRES: absl
#include <absl/container/flat_hash_map.h>

using Map = absl::flat_hash_map<int, int>;

int referenceBad(Map &M, int A, int B) {
  Map &Same = M;
  const int &N = Same[A];
// CHECK-FIXES: const int N = Same[A];
  M[B] = 1;
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'M' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
int elementBad(Map &M, int A, int B) {
  auto It = M.find(A);
  if (It == M.end())
    return 0;
  const int &N = It->second;
// CHECK-FIXES: const int N = It->second;
  M[B] = 1;
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'M' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
int bindingBad(Map &M, int A, int B) {
  auto &[Key, Value] = *M.find(A);
  M[B] = 1;
  return Value;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Value' refers to an element of 'M' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
