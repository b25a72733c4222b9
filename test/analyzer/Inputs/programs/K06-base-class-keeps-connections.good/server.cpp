// case: K06-base-class-keeps-connections
// from: pattern of server base classes with a protected connection table
// family: unbounded-map
// shape: the hook for closed connections, called by the loop of the base, removes it
// mode: program
#include "server.h"

int nextEvent(int &socket, std::string &peer);

void Server::serve() {
  int socket = -1;
  std::string peer;
  while (int event = nextEvent(socket, peer)) {
    if (event == 1)
      accepted(socket, peer);
    else
      closed(socket);
  }
}
