// case: K46-statistics-page
// from: pattern of status pages that walk the table of their server
// family: unlocked-map-access
// shape: the accessor returns a copy that it makes under the lock
// mode: program
#pragma once
#include <mutex>
#include <string>
#include <unordered_map>

class Channels {
public:
  void join(const std::string &name);
  void leave(const std::string &name);
  std::unordered_map<std::string, int> members() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return members_;
  }

private:
  mutable std::mutex mutex_;
  std::unordered_map<std::string, int> members_;
};
