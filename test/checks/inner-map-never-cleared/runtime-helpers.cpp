// What the helpers of lib/runtime do is known, wherever their headers are.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
#include <map>
#include <mapwarden/nested.h>
#include <set>
#include <string>

static std::map<std::string, std::set<int>> MembersOk;
void join(const std::string &Group, int User) { MembersOk[Group].insert(User); }
void leave(const std::string &Group, int User) {
  mapwarden::erase_nested(MembersOk, Group, User);
}

static std::map<std::string, std::set<int>> SweptOk;
void joinSwept(const std::string &Group, int User) { SweptOk[Group].insert(User); }
void leaveSwept(const std::string &Group, int User) {
  SweptOk[Group].erase(User);
  mapwarden::prune_if_empty(SweptOk, Group);
}
