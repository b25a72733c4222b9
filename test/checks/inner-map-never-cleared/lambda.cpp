// The erase stands in a lambda.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
// CHECK-FIXES: #include <mapwarden/nested.h>
#include <functional>
#include <map>
#include <set>
#include <string>

static std::map<std::string, std::set<int>> MembersBad;
void join(const std::string &Group, int User) { MembersBad[Group].insert(User); }
void leave(const std::string &Group, int User) {
  auto Remove = [&](int U) {
    MembersBad[Group].erase(U);
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: an inner container that becomes empty here stays in 'MembersBad' for ever [mapwarden-inner-map-never-cleared]
// CHECK-FIXES: mapwarden::erase_nested(MembersBad, Group, U);
  };
  Remove(User);
}
