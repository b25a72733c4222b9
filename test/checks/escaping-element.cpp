// A reference into a map that moves its elements is used after an insertion.
// RUN: %check %s mapwarden-escaping-element %t -- -isystem %llvm_include
// REQUIRES: absl, llvm
// CHECK-FIXES: #include <utility>
#include <absl/container/flat_hash_map.h>
#include <llvm/ADT/DenseMap.h>
#include <string>
#include <unordered_map>

struct Point {
  int X, Y;
};

int sumBad(absl::flat_hash_map<int, Point> &Map, int A, int B) {
  const Point &P = Map[A];
// CHECK-FIXES: const Point P = Map[A];
  Map[B].X = 1;
  return P.X + P.Y;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'P' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
int autoBad(absl::flat_hash_map<int, Point> &Map, int A, int B) {
  auto& P = Map[A];
// CHECK-FIXES: auto P = Map[A];
  Map.emplace(B, Point{1, 2});
  return P.X;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'P' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
void assignBad(llvm::DenseMap<int, std::string> &Map, int A, int B) {
  Map[A] = Map[B];
// CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a reference to an element of 'Map' is used after the insertion in the same expression may have moved it [mapwarden-escaping-element]
// CHECK-FIXES: auto value = Map[B];
// CHECK-FIXES-NEXT: Map[A] = std::move(value);
}
// Since C++17 the right side is read before the left one inserts.
void numberOk(llvm::DenseMap<int, int> &Map, int A, int B) {
  Map[A] = Map[B];
}
void emplaceBad(absl::flat_hash_map<int, std::string> &Map, int A, int B) {
  Map.emplace(A, Map[B]);
// CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a reference to an element of 'Map' is used after the insertion in the same expression may have moved it [mapwarden-escaping-element]
// CHECK-FIXES: auto value = Map[B];
// CHECK-FIXES-NEXT: Map.emplace(A, std::move(value));
}
int nodesOk(std::unordered_map<int, Point> &Map, int A, int B) {
  const Point &P = Map[A];
  Map[B].X = 1;
  return P.X;
}
int copyOk(absl::flat_hash_map<int, Point> &Map, int A, int B) {
  const Point P = Map[A];
  Map[B].X = 1;
  return P.X;
}
int againOk(absl::flat_hash_map<int, Point> &Map, int A, int B) {
  auto It = Map.find(A);
  Map[B].X = 1;
  It = Map.find(A);
  return It->second.X;
}
