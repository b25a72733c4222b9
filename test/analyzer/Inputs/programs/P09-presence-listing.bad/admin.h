// case: P09-presence-listing
// from: fresh
// family: unlocked-map-access
// shape: a chat hub's methods take the mutex; the listing for the admin console, defined in another file, walks the map without it
// mode: program
// flags:
#pragma once
#include <atomic>
#include <string>
#include <thread>

class PresenceHub;

class AdminConsole {
 public:
  AdminConsole(PresenceHub &hub, int listener);
  ~AdminConsole();

 private:
  void serve();
  std::string answer(const std::string &command);

  PresenceHub &hub_;
  int listener_;
  std::atomic<bool> closing_{false};
  std::thread thread_;
};
