// case: K91-setter-of-shared-owner
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: the owner is handed in again and again, and hosts are forgotten when they leave
// mode: program
#include "clients.h"
#include <iostream>

static Registry registry;

static void useTracker(const std::shared_ptr<TrackerClient> &tracker) { registry.setTracker(tracker); }

int main() {
  auto tracker = std::make_shared<TrackerClient>();
  std::string host;
  long id = 0;
  while (std::getline(std::cin, host)) {
    if (host == "tracker")
      useTracker(tracker);
    else if (registry.tracker().idOf(host) < 0)
      registry.tracker().connected(host, ++id);
    else
      registry.tracker().gone(host);
  }
}
