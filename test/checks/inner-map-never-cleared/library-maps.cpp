// Maps of other libraries.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
// REQUIRES: absl, boost
// CHECK-FIXES: #include <mapwarden/nested.h>
#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <string>

static absl::flat_hash_map<std::string, absl::flat_hash_set<int>> AbslBad;
void join(const std::string &Group, int User) { AbslBad[Group].insert(User); }
void leave(const std::string &Group, int User) {
  AbslBad[Group].erase(User);
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: an inner container that becomes empty here stays in 'AbslBad' for ever [mapwarden-inner-map-never-cleared]
// CHECK-FIXES: mapwarden::erase_nested(AbslBad, Group, User);
}

static boost::unordered_flat_map<std::string, boost::unordered_flat_set<int>> BoostBad;
void joinBoost(const std::string &Group, int User) { BoostBad[Group].insert(User); }
void leaveBoost(const std::string &Group, int User) {
  auto It = BoostBad.find(Group);
  if (It == BoostBad.end())
    return;
  It->second.erase(User);
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: an inner container that becomes empty here stays in 'BoostBad' for ever [mapwarden-inner-map-never-cleared]
// CHECK-FIXES: It->second.erase(User);
// CHECK-FIXES-NEXT: if (It->second.empty())
// CHECK-FIXES-NEXT: BoostBad.erase(It);
}
