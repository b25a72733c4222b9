// case: K92-timer-set-up-once
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a call_once runs the sweep itself, once
// mode: program
#include "frames.h"
#include <iostream>

int main() {
  std::string session;
  long now = 0;
  while (std::getline(std::cin, session)) {
    evaluate(session, ++now);
    tick();
  }
}
