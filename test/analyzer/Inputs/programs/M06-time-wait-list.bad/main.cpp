// case: M06-time-wait-list
// from: M06 (datagram server: ids of closed connections remembered for ever)
// family: unbounded-map
// shape: a closed session is erased from the active map and noted in a second map of another class, which answers late packets and never forgets
// mode: program
// flags:
#include <cstdio>

#include "dispatcher.h"

bool receive(int socket, std::uint64_t &id, std::string &bytes, long &now);
int bind_socket(int port);

int main() {
  const int socket = bind_socket(8443);
  Dispatcher dispatcher(socket);
  std::uint64_t id;
  std::string bytes;
  long now;
  long reported = 0;
  while (receive(socket, id, bytes, now)) {
    dispatcher.dispatch(id, bytes, now);
    if (now - reported > 60) {
      reported = now;
      dispatcher.on_timer(now);
      std::printf("%zu closed connections remembered\n", dispatcher.remembered());
    }
  }
}
