// case: P15-swarm-ids
// from: fresh
// family: asymmetric-index
// shape: dropping erases the endpoint only as well, but the peer's destructor calls the swarm back through a virtual interface and its id is erased there
// mode: program
// flags:
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

class PeerOwner {
 public:
  virtual ~PeerOwner() = default;
  virtual void peer_gone(const std::string &id) = 0;
};

class Peer {
 public:
  using Clock = std::chrono::steady_clock;
  Peer(PeerOwner &owner, std::string id, int socket);
  ~Peer();
  Peer(const Peer &) = delete;
  Peer &operator=(const Peer &) = delete;

  const std::string &id() const { return id_; }
  void received(std::uint64_t bytes);
  bool idle(Clock::time_point now) const { return now - last_ > std::chrono::minutes(3); }
  std::uint64_t bytes() const { return bytes_; }

 private:
  PeerOwner &owner_;
  std::string id_;
  int socket_;
  std::uint64_t bytes_ = 0;
  Clock::time_point last_;
};
