// case: R08-desk-consoles
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: each remote console is kept under a counting number; the framework's lost-connection hook only marks it offline, and the discard() that queues it for the sweep has no caller
// mode: program
// flags:
#pragma once
#include <string>

// The network layer: it knows peers by pointer and owns none of them.
class Peer {
public:
  virtual ~Peer() = default;
  virtual void messageReceived(const std::string &text) = 0;
  virtual void connectionLost() {}
};

class PeerFactory {
public:
  virtual ~PeerFactory() = default;
  virtual Peer &createPeer(int socket) = 0;
  virtual void idle() {}
};

void pumpNetwork(PeerFactory &factory);
