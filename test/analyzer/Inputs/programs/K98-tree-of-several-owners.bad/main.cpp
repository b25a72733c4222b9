// case: K98-tree-of-several-owners
// from: reading a program that the rules were not made with
// family: unlocked-map-access
// shape: the only owner of a tree locks it, but not to ask
// mode: program
#include "zones.h"
#include <iostream>
#include <thread>

static Zones zones;

static void serve() {
  for (std::string name; std::cin >> name;)
    if (!zones.knows(name))
      zones.see(name);
}

static void expire() {
  for (std::string name; std::getline(std::cin, name);)
    if (zones.knows(name))
      zones.forget(name);
}

int main() {
  std::thread server([] { serve(); });
  std::thread expiry([] { expire(); });
  server.join();
  expiry.join();
}
