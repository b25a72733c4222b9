// The inner container is held by a unique_ptr or is a member of a struct; the outer map stands in an array.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>

static std::map<std::string, std::unique_ptr<std::set<int>>> PointersBad;
void join(const std::string &Group, int User) {
  auto &Set = PointersBad[Group];
  if (!Set)
    Set = std::make_unique<std::set<int>>();
  Set->insert(User);
}
void leave(const std::string &Group, int User) {
  auto It = PointersBad.find(Group);
  if (It != PointersBad.end())
    It->second->erase(User);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an inner container that becomes empty here stays in 'PointersBad' for ever [mapwarden-inner-map-never-cleared]
}

struct Room {
  std::string Topic;
  std::set<int> Users;
};
static std::map<std::string, Room> RoomsBad;
void enter(const std::string &Name, int User) { RoomsBad[Name].Users.insert(User); }
void exit(const std::string &Name, int User) {
  RoomsBad[Name].Users.erase(User);
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: an entry whose 'Users' becomes empty here stays in 'RoomsBad' for ever [mapwarden-inner-map-never-cleared]
}

static std::array<std::map<std::string, std::set<int>>, 4> ShardsBad;
void add(const std::string &Name, int User) { ShardsBad[User % 4][Name].insert(User); }
void remove(const std::string &Name, int User) {
  ShardsBad[User % 4][Name].erase(User);
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: an inner container that becomes empty here stays in 'ShardsBad' for ever [mapwarden-inner-map-never-cleared]
}
