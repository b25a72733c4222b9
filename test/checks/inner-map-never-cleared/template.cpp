// Reported on the pattern, once; templates are not edited.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
#include <map>
#include <set>
#include <string>

template <class T> class GroupsBad {
public:
  void join(const std::string &Group, T User) { Members[Group].insert(User); }
  void leave(const std::string &Group, T User) {
    Members[Group].erase(User);
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an inner container that becomes empty here stays in 'Members' for ever [mapwarden-inner-map-never-cleared]
  }

private:
  std::map<std::string, std::set<T>> Members;
};

static GroupsBad<int> Ints;
static GroupsBad<long> Longs;
void serve(const std::string &Group, int User) {
  Ints.join(Group, User);
  Ints.leave(Group, User);
  Longs.join(Group, User);
  Longs.leave(Group, User);
}
