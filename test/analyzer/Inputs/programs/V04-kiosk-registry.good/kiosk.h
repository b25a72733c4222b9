// case: V04-kiosk-registry
// from: OpenDDS
// family: unbounded-map
// shape: the erase uses the key of the insertion
// mode: program
// flags:
#pragma once
#include <string>

struct Kiosk {
  int socket = -1;
  std::string host;
  int port = 0;
  std::string endpoint() const { return host + ":" + std::to_string(port); }
};
