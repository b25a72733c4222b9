// case: P12-relay-decoders
// from: fresh
// family: erase-without-reset
// shape: a media relay maps stream ids to C decoder handles; the end of a stream erases the entry in another file and never closes the decoder
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
