// case: P09-presence-listing
// from: fresh
// family: unlocked-map-access
// shape: the listing takes no lock either, but its only caller holds the hub's mutex through a unique_lock that the hub handed out
// mode: program
// flags:
#include "presence.h"

void PresenceHub::enter(const std::string &user, const std::string &room, const std::string &client) {
  std::lock_guard<std::mutex> guard(mutex_);
  present_.insert_or_assign(user, Presence{room, client, std::chrono::steady_clock::now()});
}

void PresenceHub::leave(const std::string &user) {
  std::lock_guard<std::mutex> guard(mutex_);
  present_.erase(user);
}

std::string PresenceHub::room_of(const std::string &user) const {
  std::lock_guard<std::mutex> guard(mutex_);
  auto it = present_.find(user);
  return it == present_.end() ? std::string() : it->second.room;
}

std::vector<std::string> PresenceHub::members(const std::string &room) const {
  std::vector<std::string> names;
  std::lock_guard<std::mutex> guard(mutex_);
  for (const auto &[user, presence] : present_)
    if (presence.room == room) names.push_back(user);
  return names;
}

std::size_t PresenceHub::online() const {
  std::lock_guard<std::mutex> guard(mutex_);
  return present_.size();
}
