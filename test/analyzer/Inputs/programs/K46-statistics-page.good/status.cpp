// case: K46-statistics-page
// from: pattern of status pages that walk the table of their server
// family: unlocked-map-access
// shape: the accessor returns a copy that it makes under the lock
// mode: program
#include "channels.h"

std::string status(const Channels &channels) {
  std::string page;
  for (const auto &[name, count] : channels.members())
    page += name + ": " + std::to_string(count) + "\n";
  return page;
}
