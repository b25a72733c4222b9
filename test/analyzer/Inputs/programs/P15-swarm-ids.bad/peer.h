// case: P15-swarm-ids
// from: fresh
// family: asymmetric-index
// shape: a swarm indexes peers by endpoint and their ids by handshake; dropping a peer erases the endpoint only
// mode: program
// flags:
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

class Peer {
 public:
  using Clock = std::chrono::steady_clock;
  Peer(std::string id, int socket);
  ~Peer();
  Peer(const Peer &) = delete;
  Peer &operator=(const Peer &) = delete;

  const std::string &id() const { return id_; }
  void received(std::uint64_t bytes);
  bool idle(Clock::time_point now) const { return now - last_ > std::chrono::minutes(3); }
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::string id_;
  int socket_;
  std::uint64_t bytes_ = 0;
  Clock::time_point last_;
};
