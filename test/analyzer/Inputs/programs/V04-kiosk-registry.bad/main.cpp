// case: V04-kiosk-registry
// from: OpenDDS
// family: unbounded-map
// shape: connections are registered by host and port; on close the erase uses the host name, which is never a key
// mode: program
// flags:
#include "server.h"

struct NetEvent {
  enum Kind { Accept, Data, Close } kind;
  int socket = -1;
  std::string host;
  int port = 0;
  std::string text;
};
bool waitEvent(NetEvent &event);
long clockSeconds();

int main() {
  Server server;
  NetEvent event;
  while (waitEvent(event)) {
    if (event.kind == NetEvent::Accept)
      server.accepted(event.socket, event.host, event.port, clockSeconds());
    else if (event.kind == NetEvent::Data)
      server.message(event.socket, event.text);
    else
      server.closed(event.socket);
  }
}
