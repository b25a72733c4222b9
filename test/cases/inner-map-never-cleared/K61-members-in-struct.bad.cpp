// case: K61-members-in-struct
// from: pattern of chat rooms as structs with a set of members
// family: inner-map-never-cleared
// shape: leave() erases the member from the set in the struct; the room stays
// mode: tidy
#include <set>
#include <string>
#include <unordered_map>

struct Room {
  std::string topic;
  std::set<int> members;
};

static std::unordered_map<std::string, Room> rooms;

void join(const std::string &name, int user) { rooms[name].members.insert(user); }

void leave(const std::string &name, int user) {
  auto it = rooms.find(name);
  if (it == rooms.end())
    return;
  Room &room = it->second;
  room.members.erase(user); // expect: inner-map-never-cleared
}
