// A helper takes the map by reference and inserts, or only reads.
// RUN: %check %s mapwarden-escaping-element %t
// REQUIRES: absl
#include <absl/container/flat_hash_map.h>

using Map = absl::flat_hash_map<int, int>;
static void grow(Map &M, int Key) { M.try_emplace(Key, 0); }
static int peek(const Map &M, int Key) { return M.contains(Key); }

int growBad(Map &M, int A, int B) {
  const int &N = M[A];
// CHECK-FIXES: const int N = M[A];
  grow(M, B);
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'M' that the call of 'grow' at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
int peekOk(Map &M, int A, int B) {
  const int &N = M[A];
  peek(M, B);
  return N;
}
