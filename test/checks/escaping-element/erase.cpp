// Node-based maps keep elements in place, but not those that are erased.
// RUN: %check %s mapwarden-escaping-element %t
#include <map>
#include <string>

int eraseBad(std::map<int, int> &Map, int A) {
  const int &N = Map[A];
// CHECK-FIXES: const int N = Map[A];
  Map.erase(A);
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'Map' that the erase at line {{[0-9]+}} has removed [mapwarden-escaping-element]
}
int otherOk(std::map<int, int> &Map, int A) {
  const int &N = Map[A];
  Map.erase(A + 1);
  return N;
}
int clearBad(std::map<int, int> &Map, int A) {
  const int &N = Map[A];
// CHECK-FIXES: const int N = Map[A];
  Map.clear();
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'Map' that the clear at line {{[0-9]+}} has removed [mapwarden-escaping-element]
}
void loopOk(std::map<int, int> &Map) {
  for (auto It = Map.begin(); It != Map.end();)
    It = It->second == 0 ? Map.erase(It) : std::next(It);
}
