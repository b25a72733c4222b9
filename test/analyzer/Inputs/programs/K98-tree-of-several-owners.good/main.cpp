// case: K98-tree-of-several-owners
// from: reading a program that the rules were not made with
// family: unlocked-map-access
// shape: one owner of such a tree locks it, the other is of one thread
// mode: program
#include "filter.h"
#include "zones.h"
#include <iostream>
#include <thread>

static Zones zones;
static Filter filter;

static void serve() {
  for (std::string name; std::cin >> name;)
    if (filter.passes(name) && !zones.knows(name))
      zones.see(name);
}

static void expire() {
  for (std::string name; std::getline(std::cin, name);)
    if (zones.knows(name))
      zones.forget(name);
}

int main() {
  filter.block("localhost");
  std::thread server([] { serve(); });
  std::thread expiry([] { expire(); });
  server.join();
  expiry.join();
}
