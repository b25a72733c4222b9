// case: M12-peer-sweep
// from: M12 (peer-to-peer node: the sweep thread skips the lock)
// family: unlocked-map-access
// shape: sweep() takes no lock, but both callers hold the base's mutex; the constructor fills the map without it before the thread exists
// mode: program
// flags:
#include "node.h"

struct Message {
  bool purge = false;
  std::string address;
  std::string agent;
  long now = 0;
};
bool next_message(Message &message);
void report(std::size_t gone, std::size_t left);

int main() {
  Node node;
  node.start();
  Message m;
  while (next_message(m)) {
    if (m.purge) {
      const std::size_t gone = node.purge(m.now - 60);
      report(gone, node.count());
    } else {
      node.seen(m.address, m.agent, m.now);
    }
  }
}
