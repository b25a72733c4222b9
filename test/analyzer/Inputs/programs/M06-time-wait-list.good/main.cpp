// case: M06-time-wait-list
// from: M06 (datagram server: ids of closed connections remembered for ever)
// family: unbounded-map
// shape: entries older than the time-wait period are erased in another file, from a std::function run by the alarm
// mode: program
// flags:
#include "dispatcher.h"

bool receive(int socket, std::uint64_t &id, std::string &bytes, long &now);
int bind_socket(int port);

int main() {
  const int socket = bind_socket(8443);
  Alarm alarm;
  Dispatcher dispatcher(socket, alarm);
  std::uint64_t id;
  std::string bytes;
  long now;
  while (receive(socket, id, bytes, now)) {
    dispatcher.dispatch(id, bytes, now);
    if (now >= alarm.next) {
      alarm.next = now + 10;
      alarm.ring(now);
    }
  }
}
