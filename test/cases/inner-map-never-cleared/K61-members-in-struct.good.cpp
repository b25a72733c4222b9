// case: K61-members-in-struct
// from: pattern of chat rooms as structs with a set of members
// family: inner-map-never-cleared
// shape: the room goes with its last member
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
  if (room.members.erase(user) && room.members.empty())
    rooms.erase(it);
}
