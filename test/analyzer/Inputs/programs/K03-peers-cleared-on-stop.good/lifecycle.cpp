// case: K03-peers-cleared-on-stop
// from: pattern of per-peer tables of network services that only stop() empties
// family: unbounded-map
// shape: peers that were silent are dropped by the timer, too
// mode: program
#include "service.h"

void Service::start() {
  running_ = true;
  thread_ = std::thread([this] { run(); });
}

void Service::stop() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    running_ = false;
    peers_.clear();
  }
  if (thread_.joinable())
    thread_.join();
}
