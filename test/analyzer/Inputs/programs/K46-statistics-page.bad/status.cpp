// case: K46-statistics-page
// from: pattern of status pages that walk the table of their server
// family: unlocked-map-access
// shape: the unit that renders the status walks the table through an accessor, without the lock that all others hold
// mode: program
#include "channels.h"

std::string status(const Channels &channels) {
  std::string page;
  for (const auto &[name, count] : channels.members()) // expect: unlocked-map-access
    page += name + ": " + std::to_string(count) + "\n";
  return page;
}
