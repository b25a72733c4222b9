// case: K21-descriptor-in-struct
// from: pattern of connection tables whose struct holds the descriptor
// family: erase-without-reset
// shape: the table of clients is erased from in one unit without closing the descriptor that another opened
// mode: program
#include "clients.h"
#include <unistd.h>

void Clients::drop(int id) {
  auto it = clients_.find(id);
  if (it == clients_.end())
    return;
  clients_.erase(it); // expect: erase-without-reset
}
