// case: K46-statistics-page
// from: pattern of status pages that walk the table of their server
// family: unlocked-map-access
// shape: the unit that renders the status walks the table through an accessor, without the lock that all others hold
// mode: program
#pragma once
#include <mutex>
#include <string>
#include <unordered_map>

class Channels {
public:
  void join(const std::string &name);
  void leave(const std::string &name);
  const std::unordered_map<std::string, int> &members() const { return members_; } // accept: unlocked-map-access

private:
  mutable std::mutex mutex_;
  std::unordered_map<std::string, int> members_;
};
