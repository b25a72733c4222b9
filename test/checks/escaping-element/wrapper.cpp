// The map is behind a unique_ptr, an optional, in an array of shards.
// RUN: %check %s mapwarden-escaping-element %t
// REQUIRES: absl
#include <absl/container/flat_hash_map.h>
#include <array>
#include <memory>
#include <optional>

using Map = absl::flat_hash_map<int, int>;
int uniqueBad(std::unique_ptr<Map> &M, int A, int B) {
  const int &N = (*M)[A];
// CHECK-FIXES: const int N = (*M)[A];
  M->emplace(B, 1);
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'M' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
int optionalBad(std::optional<Map> &M, int A, int B) {
  const int &N = (*M)[A];
// CHECK-FIXES: const int N = (*M)[A];
  M->emplace(B, 1);
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'M' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
int shardsBad(std::array<Map, 4> &M, int A, int B) {
  auto &Shard = M[A % 4];
  const int &N = Shard[A];
// CHECK-FIXES: const int N = Shard[A];
  Shard[B] = 1;
  return N;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'N' refers to an element of 'M' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
