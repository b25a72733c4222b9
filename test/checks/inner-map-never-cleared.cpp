// An inner container that was emptied stays in the outer map as a zombie, unless somebody erases its entry.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
// CHECK-FIXES: #include <mapwarden/nested.h>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

class GroupsBad {
public:
  void join(const std::string &Group, int User) { Members[Group].insert(User); }
  void leave(const std::string &Group, int User) {
    auto It = Members.find(Group);
    if (It == Members.end())
      return;
    It->second.erase(User); // The last one may have left.
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: an inner container that becomes empty here stays in 'Members' for ever [mapwarden-inner-map-never-cleared]
// CHECK-FIXES: It->second.erase(User); // The last one may have left.
// CHECK-FIXES-NEXT: if (It->second.empty())
// CHECK-FIXES-NEXT: Members.erase(It);
  }
  bool kick(const std::string &Group, int User) {
    return Members[Group].erase(User) != 0;
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: an inner container that becomes empty here stays in 'Members' for ever [mapwarden-inner-map-never-cleared]
// CHECK-FIXES: return mapwarden::erase_nested(Members, Group, User) != 0;
  }

private:
  std::unordered_map<std::string, std::set<int>> Members;
};

class GroupsOk {
public:
  void join(const std::string &Group, int User) { Members[Group].insert(User); }
  void leave(const std::string &Group, int User) {
    auto It = Members.find(Group);
    if (It == Members.end())
      return;
    It->second.erase(User);
    if (It->second.empty())
      Members.erase(It);
  }

private:
  std::unordered_map<std::string, std::set<int>> Members;
};

static GroupsBad Bad;
static GroupsOk Ok;
void serve(const std::string &Group, int User) {
  Bad.join(Group, User);
  Bad.leave(Group, User);
  Bad.kick(Group, User);
  Ok.join(Group, User);
  Ok.leave(Group, User);
}
