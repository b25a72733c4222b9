// case: P09-presence-listing
// from: fresh
// family: unlocked-map-access
// shape: the listing takes no lock either, but its only caller holds the hub's mutex through a unique_lock that the hub handed out
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

  std::unique_lock<std::mutex> hold() const { return std::unique_lock<std::mutex>(mutex_); }
  std::string listing() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Presence> present_;
};
