// Maps of other libraries.
// RUN: %check %s mapwarden-unbounded-map %t -- -isystem %llvm_include
// REQUIRES: absl, boost, llvm
// CHECK-FIXES: #include <mapwarden/bounded_map.h>
#include <absl/container/flat_hash_map.h>
#include <boost/unordered/unordered_flat_map.hpp>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/StringMap.h>
#include <string>

static absl::flat_hash_map<std::string, int> AbslBad;
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'AbslBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
static boost::unordered_flat_map<std::string, int> BoostBad;
// CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'BoostBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
static llvm::DenseMap<int, int> DenseBad;
// CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'DenseBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
static llvm::StringMap<int> StringsBad;
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'StringsBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
void count(const std::string &Key, int N) {
  ++AbslBad[Key];
  BoostBad.try_emplace(Key, N);
  DenseBad[N] = 1;
  StringsBad.insert({Key, N});
}

long squareBad(long N) {
  static absl::flat_hash_map<long, long> Squares;
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'Squares' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-FIXES: static mapwarden::bounded_map<long, long, 1024> Squares;
  auto It = Squares.find(N);
  if (It != Squares.end())
    return It->second;
  long Result = N * N;
  Squares.try_emplace(N, Result);
  return Result;
}
