// case: K95-states-by-name-space
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a state is made for each request
// mode: program
#include "states.h"
#include <iostream>

static States states;
static Config config;

static void handle(const std::string &request) { states.stateOf(request) += static_cast<long>(request.size()); }

int main() {
  std::string request;
  while (std::getline(std::cin, request))
    handle(request);
}
