// case: K96-loaded-by-plugin-init
// from: reading a program that the rules were not made with
// family: unlocked-map-access
// shape: the rules are loaded without the lock by a function that requests come to
// mode: program
#include "rules.h"
#include <iostream>
#include <thread>

static Rules rules;

extern "C" void TSPluginRequest(const char *name) { rules.load(name); }

int main() {
  TSPluginRequest("first");
  std::thread other([] { rules.refresh("again"); });
  std::string name;
  int total = 0;
  while (std::getline(std::cin, name)) {
    total += rules.valueOf(name);
    TSPluginRequest(name.c_str());
  }
  other.join();
  return total == 0;
}
