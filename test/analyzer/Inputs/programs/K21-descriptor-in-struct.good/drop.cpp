// case: K21-descriptor-in-struct
// from: pattern of connection tables whose struct holds the descriptor
// family: erase-without-reset
// shape: the descriptor is closed before the erase
// mode: program
#include "clients.h"
#include <unistd.h>

void Clients::drop(int id) {
  auto it = clients_.find(id);
  if (it == clients_.end())
    return;
  ::close(it->second.socket);
  clients_.erase(it);
}
