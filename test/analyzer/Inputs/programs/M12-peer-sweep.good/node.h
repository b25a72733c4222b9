// case: M12-peer-sweep
// from: M12 (peer-to-peer node: the sweep thread skips the lock)
// family: unlocked-map-access
// shape: sweep() takes no lock, but both callers hold the base's mutex; the constructor fills the map without it before the thread exists
// mode: program
// flags:
#pragma once
#include <atomic>
#include <thread>

#include "registry.h"

class Node : public Registry {
 public:
  Node();
  ~Node() override;
  void start();
  std::size_t purge(long before);

 private:
  void sweep_loop();
  std::size_t sweep(long before);

  std::atomic<bool> running_{false};
  std::thread sweeper_;
};
