// case: M12-peer-sweep
// from: M12 (peer-to-peer node: the sweep thread skips the lock)
// family: unlocked-map-access
// shape: sweep() takes no lock, but both callers hold the base's mutex; the constructor fills the map without it before the thread exists
// mode: program
// flags:
#include <chrono>

#include "node.h"

long seconds_now();
bool next_seed(std::string &address);

Node::Node() {
  std::string address;
  while (next_seed(address)) peers_[address].last_seen = seconds_now();
}

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
    std::lock_guard<std::mutex> guard(mutex_);
    sweep(seconds_now() - 900);
  }
}
