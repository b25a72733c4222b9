// A copy would not do: the element is written, is large or not trivial, or an iterator or pointer refers to it.
// RUN: %check %s mapwarden-escaping-element %t
// REQUIRES: absl
#include <absl/container/flat_hash_map.h>
#include <string>

struct Large {
  int Values[16];
};

void writtenBad(absl::flat_hash_map<int, int> &Map, int A, int B) {
  int &N = Map[A];
  Map[B] = 1;
  N = 2;
// CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'N' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
int largeBad(absl::flat_hash_map<int, Large> &Map, int A, int B) {
  const Large &L = Map[A];
  Map[B].Values[0] = 1;
  return L.Values[0];
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'L' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
std::size_t stringBad(absl::flat_hash_map<int, std::string> &Map, int A, int B) {
  const std::string &S = Map[A];
  Map[B] = "x";
  return S.size();
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'S' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
int iteratorBad(absl::flat_hash_map<int, int> &Map, int A, int B) {
  auto It = Map.find(A);
  Map[B] = 1;
  return It->second;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'It' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have invalidated [mapwarden-escaping-element]
}
int pointerBad(absl::flat_hash_map<int, int> &Map, int A, int B) {
  int *P = &Map[A];
  Map[B] = 1;
  return *P;
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'P' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
void take(const int &N);
void addressBad(absl::flat_hash_map<int, int> &Map, int A, int B) {
  const int &N = Map[A];
  Map[B] = 1;
  take(N);
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'N' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
