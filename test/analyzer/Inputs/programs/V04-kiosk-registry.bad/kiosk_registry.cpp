// case: V04-kiosk-registry
// from: OpenDDS
// family: unbounded-map
// shape: connections are registered by host and port; on close the erase uses the host name, which is never a key
// mode: program
// flags:
#include "kiosk_registry.h"

void KioskRegistry::add(const Kiosk &kiosk, long now) {
  KioskState state;
  state.connectedAt = now;
  online_.emplace(kiosk.endpoint(), state);
}

void KioskRegistry::remove(const Kiosk &kiosk) { online_.erase(kiosk.host); }

bool KioskRegistry::countTicket(const Kiosk &kiosk) {
  auto it = online_.find(kiosk.endpoint());
  if (it == online_.end()) return false;
  ++it->second.tickets;
  return true;
}

unsigned KioskRegistry::ticketsOf(const Kiosk &kiosk) const {
  auto it = online_.find(kiosk.endpoint());
  return it == online_.end() ? 0 : it->second.tickets;
}
