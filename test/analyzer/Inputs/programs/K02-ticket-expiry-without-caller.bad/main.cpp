// case: K02-ticket-expiry-without-caller
// from: pattern of eviction methods that lost their caller in a refactoring
// family: unbounded-map
// shape: the public purgeOlderThan() is defined and declared, but no unit calls it
// mode: program
#include "tickets.h"
#include <iostream>

int main() {
  std::string subject;
  long now = 0;
  while (std::getline(std::cin, subject)) {
    ++now;
    if (!tickets().valid(subject, now))
      tickets().issue(subject, now);
  }
}
