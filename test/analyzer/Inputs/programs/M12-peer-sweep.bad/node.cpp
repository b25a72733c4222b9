// case: M12-peer-sweep
// from: M12 (peer-to-peer node: the sweep thread skips the lock)
// family: unlocked-map-access
// shape: sweep() of the derived class takes no lock; the admin command calls it under the base's mutex, the thread entry point in another file without
// mode: program
// flags:
#include <chrono>

#include "node.h"

long seconds_now();

Node::~Node() {
  running_ = false;
  if (sweeper_.joinable()) sweeper_.join();
}

void Node::start() {
  running_ = true;
  sweeper_ = std::thread(&Node::sweep_loop, this);
}

void Node::sweep_loop() {
  while (running_) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    sweep(seconds_now() - 900);  // accept: unlocked-map-access
  }
}
