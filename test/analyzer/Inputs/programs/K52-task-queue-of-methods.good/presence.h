// case: K52-task-queue-of-methods
// from: pattern of std::thread started with a member function
// family: unlocked-map-access
// shape: it walks under the lock
// mode: program
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <thread>

class Presence {
public:
  void start() { worker_ = std::thread(&Presence::watch, this); }
  void online(const std::string &user, long now);
  void offline(const std::string &user);
  void join() { worker_.join(); }

private:
  void watch();
  std::mutex mutex_;
  std::map<std::string, long> since_;
  std::thread worker_;
  long oldest_ = 0;
};
