// bounded_map keeps what it evicts for a while, but not what is erased.
// RUN: %check %s mapwarden-escaping-element %t
#include <mapwarden/bounded_map.h>

using Cache = mapwarden::bounded_map<int, int, 100>;

int eraseBad(Cache &Map, int A) {
  const int &N = Map[A];
// CHECK-FIXES: const int N = Map[A];
  Map.erase(A);
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'Map' that the erase at line {{[0-9]+}} has removed [mapwarden-escaping-element]
}
int insertOk(Cache &Map, int A) {
  const int &N = Map[A];
  Map.try_emplace(A + 1, 2);
  return N;
}
