// case: V04-kiosk-registry
// from: OpenDDS
// family: unbounded-map
// shape: the erase uses the key of the insertion
// mode: program
// flags:
#pragma once
#include <string>
#include <unordered_map>

#include "kiosk.h"

struct KioskState {
  long connectedAt = 0;
  unsigned tickets = 0;
};

class KioskRegistry {
 public:
  void add(const Kiosk &kiosk, long now);
  void remove(const Kiosk &kiosk);
  bool countTicket(const Kiosk &kiosk);
  unsigned ticketsOf(const Kiosk &kiosk) const;

 private:
  std::unordered_map<std::string, KioskState> online_;
};
