// case: V01-crane-commands
// from: rclcpp
// family: unbounded-map
// shape: each command over a lossy link waits in a map for its reply; the pruning by age exists and nobody calls it
// mode: program
// flags:
#include <cstdio>

#include "station_client.h"

struct Event {
  enum Kind { Lever, Datagram, Tick } kind;
  std::string verb;
  int load = 0;
  Reply reply;
};
bool next_event(Event &event);
long now_ms();
void send_heartbeat();

int main(int argc, char **argv) {
  if (argc < 2) return 1;
  StationClient station(argv[1]);
  Event event;
  while (next_event(event)) {
    switch (event.kind) {
      case Event::Lever:
        station.send(event.verb, event.load, now_ms(),
                     [](const Reply &r) { std::printf("station: %d\n", r.status); });
        break;
      case Event::Datagram:
        station.on_reply(event.reply);
        break;
      case Event::Tick:
        send_heartbeat();
        break;
    }
  }
}
