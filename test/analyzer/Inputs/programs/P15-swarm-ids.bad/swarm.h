// case: P15-swarm-ids
// from: fresh
// family: asymmetric-index
// shape: a swarm indexes peers by endpoint and their ids by handshake; dropping a peer erases the endpoint only
// mode: program
// flags:
#pragma once
#include <map>
#include <memory>
#include <string>

#include "peer.h"

class Swarm {
 public:
  explicit Swarm(std::string self) : self_(std::move(self)) {}

  bool admit(const std::string &endpoint, const std::string &id, int socket);
  void drop(const std::string &endpoint);
  bool received(const std::string &endpoint, std::uint64_t bytes);
  void drop_idle();
  std::string endpoint_of(const std::string &id) const;
  std::uint64_t downloaded() const { return downloaded_; }

 private:

  std::string self_;
  std::uint64_t downloaded_ = 0;
  std::map<std::string, std::string> endpoints_;  // accept: unbounded-map
  std::map<std::string, std::unique_ptr<Peer>> peers_;
};
