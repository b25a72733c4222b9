// case: P01-forwarder-waiting
// from: fresh
// family: unbounded-map
// shape: a DNS forwarder keeps a record per forwarded query; only the arrival of the answer removes it, lost answers stay for ever
// mode: program
// flags:
#include <csignal>

#include "forwarder.h"

int bind_udp(const char *address, unsigned short port);

static volatile std::sig_atomic_t g_stop = 0;

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  std::signal(SIGTERM, [](int) { g_stop = 1; });
  const int clients = bind_udp("0.0.0.0", 53);
  const int upstream = bind_udp("0.0.0.0", 0);
  if (clients < 0 || upstream < 0) return 1;
  Loop loop;
  Forwarder forwarder(loop, clients, upstream, argv[1]);
  loop.every(std::chrono::milliseconds(500), [&loop] {
    if (g_stop) loop.stop();
  });
  loop.run();
  return 0;
}
