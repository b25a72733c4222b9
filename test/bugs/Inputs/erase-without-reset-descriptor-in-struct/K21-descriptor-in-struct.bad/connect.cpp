// case: K21-descriptor-in-struct
// from: pattern of connection tables whose struct holds the descriptor
// family: erase-without-reset
// shape: the table of clients is erased from in one unit without closing the descriptor that another opened
// mode: program
#include "clients.h"
#include <sys/socket.h>
#include <unistd.h>

Clients::~Clients() {
  for (auto &entry : clients_)
    close(entry.second.socket);
}

bool Clients::connect(int id, const std::string &host) {
  int s = socket(AF_INET, SOCK_STREAM, 0);
  if (s < 0)
    return false;
  Client client;
  client.socket = s;
  client.name = host;
  clients_.emplace(id, client);
  return true;
}
