// case: K03-peers-cleared-on-stop
// from: pattern of per-peer tables of network services that only stop() empties
// family: unbounded-map
// shape: peers that were silent are dropped by the timer, too
// mode: program
#include "service.h"
#include <csignal>

static Service service;
static void onSignal(int) { service.stop(); }

int main() {
  std::signal(SIGTERM, onSignal);
  service.start();
  std::this_thread::sleep_for(std::chrono::hours(24));
  service.stop();
}
