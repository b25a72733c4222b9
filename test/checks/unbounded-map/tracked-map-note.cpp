// A map that has to keep its entries: the note offers the same map with telemetry, applied on demand only.
// RUN: %check %s mapwarden-unbounded-map %t
// RUN: cp %s %t/noted.cpp
// RUN: %tidy --checks=-*,mapwarden-unbounded-map --fix-notes %t/noted.cpp -- -std=c++17 -I%root/lib/runtime/include
// RUN: FileCheck %s --check-prefix=NOTED --input-file=%t/noted.cpp
// RUN: %clangxx -std=c++17 -fsyntax-only -I%root/lib/runtime/include %t/noted.cpp
#include <string>
#include <unordered_map>

// NOTED: {{^}}#include <mapwarden/tracked_map.h>
// NOTED: {{^}}static mapwarden::tracked_map<std::string, int> CountsBad;
static std::unordered_map<std::string, int> CountsBad;
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'CountsBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-MESSAGES: :[[@LINE-2]]:45: note: 'mapwarden::tracked_map' is the same map and tells how it grows
int count(const std::string &Key) {
  auto It = CountsBad.find(Key);
  if (It != CountsBad.end())
    return ++It->second;
  CountsBad.emplace(Key, 1);
  return 1;
}

// The iterator's type is spelled: the edit would not compile.
// NOTED: {{^}}static std::unordered_map<int, int> SpelledBad;
static std::unordered_map<int, int> SpelledBad;
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'SpelledBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-MESSAGES: :[[@LINE-2]]:37: note: if something else bounds it, say so with 'MAPWARDEN_BOUNDED_BY(max, "who removes")'
void add(int Key) {
  std::unordered_map<int, int>::iterator It = SpelledBad.find(Key);
  if (It == SpelledBad.end())
    SpelledBad[Key] = 1;
}
