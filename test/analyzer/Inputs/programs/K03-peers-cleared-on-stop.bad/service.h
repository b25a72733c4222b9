// case: K03-peers-cleared-on-stop
// from: pattern of per-peer tables of network services that only stop() empties
// family: unbounded-map
// shape: peers are added for each datagram and only removed when the service stops
// mode: program
#pragma once
#include <cstdint>
#include <mutex>
#include <thread>
#include <unordered_map>

struct Peer {
  std::uint64_t bytes = 0;
  long lastSeen = 0;
};

class Service {
public:
  void start();
  void stop();
  void received(std::uint64_t address, std::uint64_t bytes, long now);

private:
  void run();
  std::thread thread_;
  std::mutex mutex_;
  bool running_ = false;
  std::unordered_map<std::uint64_t, Peer> peers_; // expect: unbounded-map
};
