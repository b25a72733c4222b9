// case: P09-presence-listing
// from: fresh
// family: unlocked-map-access
// shape: a chat hub's methods take the mutex; the listing for the admin console, defined in another file, walks the map without it
// mode: program
// flags:
#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

struct Presence {
  std::string room;
  std::string client;
  std::chrono::steady_clock::time_point since;
};

class PresenceHub {
 public:
  void enter(const std::string &user, const std::string &room, const std::string &client);
  void leave(const std::string &user);
  std::string room_of(const std::string &user) const;
  std::vector<std::string> members(const std::string &room) const;
  std::size_t online() const;

  std::string listing() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Presence> present_;
};
