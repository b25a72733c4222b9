// Aliases of the map and of the value.
// RUN: %check %s mapwarden-escaping-element %t
// REQUIRES: absl
#include <absl/container/flat_hash_map.h>

using Score = long;
typedef absl::flat_hash_map<int, Score> Scores;
using ScoreRef = const Score &;

long aliasBad(Scores &Map, int A, int B) {
  const Score &S = Map[A];
// CHECK-FIXES: const Score S = Map[A];
  Map[B] = 1;
  return S;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'S' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
// The reference is hidden in the alias: nothing to edit here.
long hiddenBad(Scores &Map, int A, int B) {
  ScoreRef S = Map[A];
  Map[B] = 1;
  return S;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'S' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
}
