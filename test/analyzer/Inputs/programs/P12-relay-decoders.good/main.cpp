// case: P12-relay-decoders
// from: fresh
// family: erase-without-reset
// shape: the map only indexes decoders that a pool owns; erasing the index entry is enough because the pool takes idle decoders back in a timer
// mode: program
// flags:
#include <csignal>

#include "relay.h"

bool next_packet(MediaPacket &packet);

static volatile std::sig_atomic_t g_stop = 0;

int main() {
  std::signal(SIGTERM, [](int) { g_stop = 1; });
  Relay relay;
  MediaPacket packet;
  while (!g_stop && next_packet(packet)) relay.handle(packet);
  return 0;
}
