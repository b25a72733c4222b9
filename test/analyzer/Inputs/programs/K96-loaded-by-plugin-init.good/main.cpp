// case: K96-loaded-by-plugin-init
// from: reading a program that the rules were not made with
// family: unlocked-map-access
// shape: the rules are loaded without the lock by the function that initialises the plugin
// mode: program
#include "rules.h"
#include <iostream>
#include <thread>

static Rules rules;

extern "C" void TSPluginInit(const char *name) { rules.load(name); }

int main() {
  TSPluginInit("first");
  std::thread other([] { rules.refresh("again"); });
  std::string name;
  int total = 0;
  while (std::getline(std::cin, name)) {
    total += rules.valueOf(name);
  }
  other.join();
  return total == 0;
}
