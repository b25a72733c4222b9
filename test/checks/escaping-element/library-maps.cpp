// Which maps move their elements is in the catalogue.
// RUN: %check %s mapwarden-escaping-element %t -- -isystem %llvm_include
// REQUIRES: boost, llvm
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered_map.hpp>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/MapVector.h>
#include <llvm/ADT/StringMap.h>

int flatBad(boost::unordered_flat_map<int, int> &Map, int A, int B) {
  const int &N = Map[A];
// CHECK-FIXES: const int N = Map[A];
  Map[B] = 1;
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
int nodeOk(boost::unordered_map<int, int> &Map, int A, int B) {
  const int &N = Map[A];
  Map[B] = 1;
  return N;
}
int vectorBad(llvm::MapVector<int, int> &Map, int A, int B) {
  const int &N = Map[A];
// CHECK-FIXES: const int N = Map[A];
  Map[B] = 1;
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
int stringsOk(llvm::StringMap<int> &Map) {
  const int &N = Map["a"];
  Map["b"] = 1;
  return N;
}
int dense(int);
void callOk(llvm::DenseMap<int, int> &Map, int A, int B) {
  Map[A] = dense(Map.find(B)->second);
}
