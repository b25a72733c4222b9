// Code that comes from a macro is reported, but not edited.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
#include <map>
#include <set>
#include <string>

#define REMOVE(M, G, U) M[G].erase(U)
#define KEY(G) (G + "!")
static std::map<std::string, std::set<int>> MembersBad;
void join(const std::string &Group, int User) { MembersBad[Group].insert(User); }
void leave(const std::string &Group, int User) {
  REMOVE(MembersBad, Group, User);
// CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an inner container that becomes empty here stays in 'MembersBad' for ever [mapwarden-inner-map-never-cleared]
}
void leaveKey(const std::string &Group, int User) {
  MembersBad[KEY(Group)].erase(User);
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: an inner container that becomes empty here stays in 'MembersBad' for ever [mapwarden-inner-map-never-cleared]
}
