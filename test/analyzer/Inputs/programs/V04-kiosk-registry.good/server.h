// case: V04-kiosk-registry
// from: OpenDDS
// family: unbounded-map
// shape: the erase uses the key of the insertion
// mode: program
// flags:
#pragma once
#include <map>

#include "kiosk_registry.h"

class Server {
 public:
  void accepted(int socket, const std::string &host, int port, long now);
  void message(int socket, const std::string &text);
  void closed(int socket);

 private:
  KioskRegistry registry_;
  std::map<int, Kiosk> bySocket_;
};
