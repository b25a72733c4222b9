// case: P09-presence-listing
// from: fresh
// family: unlocked-map-access
// shape: the listing takes no lock either, but its only caller holds the hub's mutex through a unique_lock that the hub handed out
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
