// case: K03-peers-cleared-on-stop
// from: pattern of per-peer tables of network services that only stop() empties
// family: unbounded-map
// shape: peers that were silent are dropped by the timer, too
// mode: program
#include "service.h"

long readDatagram(std::uint64_t &address, std::uint64_t &bytes);

void Service::received(std::uint64_t address, std::uint64_t bytes, long now) {
  std::lock_guard<std::mutex> lock(mutex_);
  Peer &peer = peers_[address];
  peer.bytes += bytes;
  peer.lastSeen = now;
}

void Service::onTimer(long now) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (auto it = peers_.begin(); it != peers_.end();)
    it = now - it->second.lastSeen > 300 ? peers_.erase(it) : std::next(it);
}

void Service::run() {
  std::uint64_t address = 0, bytes = 0;
  while (running_) {
    long now = readDatagram(address, bytes);
    received(address, bytes, now);
    onTimer(now);
  }
}
