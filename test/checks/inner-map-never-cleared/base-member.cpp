// The map is a member of a base class.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
// CHECK-FIXES: #include <mapwarden/nested.h>
#include <map>
#include <set>
#include <string>

class Storage {
protected:
  std::map<std::string, std::set<int>> Members;
};
class GroupsBad : Storage {
public:
  void join(const std::string &Group, int User) { Members[Group].insert(User); }
  void leave(const std::string &Group, int User) {
    Members[Group].erase(User);
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an inner container that becomes empty here stays in 'Members' for ever [mapwarden-inner-map-never-cleared]
// CHECK-FIXES: mapwarden::erase_nested(Members, Group, User);
  }
};
static GroupsBad Groups;
void serve(const std::string &Group, int User) {
  Groups.join(Group, User);
  Groups.leave(Group, User);
}
