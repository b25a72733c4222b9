// case: V04-kiosk-registry
// from: OpenDDS
// family: unbounded-map
// shape: the erase uses the key of the insertion
// mode: program
// flags:
#include "server.h"

#include <cstdio>

void reply(int socket, const std::string &text);

void Server::accepted(int socket, const std::string &host, int port, long now) {
  Kiosk kiosk;
  kiosk.socket = socket;
  kiosk.host = host;
  kiosk.port = port;
  registry_.add(kiosk, now);
  bySocket_[socket] = kiosk;
}

void Server::message(int socket, const std::string &text) {
  auto it = bySocket_.find(socket);
  if (it == bySocket_.end()) return;
  if (text == "ticket") reply(socket, registry_.countTicket(it->second) ? "ok" : "unknown");
}

void Server::closed(int socket) {
  auto it = bySocket_.find(socket);
  if (it == bySocket_.end()) return;
  std::printf("%s: %u tickets\n", it->second.host.c_str(), registry_.ticketsOf(it->second));
  registry_.remove(it->second);
  bySocket_.erase(it);
}
