// case: K100-lambda-of-shared-walk
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: clients give the walk such a lambda, too
// mode: program
#include "permissions.h"
#include <iostream>

int main(int argc, char **argv) {
  initPermissions(Lines(std::vector<std::string>(argv + 1, argv + argc)));
  for (std::string line; std::getline(std::cin, line);) {
    allow(Lines({line}));
    std::cout << isAllowed(line) << "\n";
  }
}
