// case: P15-swarm-ids
// from: fresh
// family: asymmetric-index
// shape: dropping erases the endpoint only as well, but the peer's destructor calls the swarm back through a virtual interface and its id is erased there
// mode: program
// flags:
#pragma once
#include <map>
#include <memory>
#include <string>

#include "peer.h"

class Swarm : public PeerOwner {
 public:
  explicit Swarm(std::string self) : self_(std::move(self)) {}

  bool admit(const std::string &endpoint, const std::string &id, int socket);
  void drop(const std::string &endpoint);
  bool received(const std::string &endpoint, std::uint64_t bytes);
  void drop_idle();
  std::string endpoint_of(const std::string &id) const;
  std::uint64_t downloaded() const { return downloaded_; }

 private:
  void peer_gone(const std::string &id) override;

  std::string self_;
  std::uint64_t downloaded_ = 0;
  std::map<std::string, std::string> endpoints_;
  std::map<std::string, std::unique_ptr<Peer>> peers_;
};
