// case: R08-desk-consoles
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: the lost-connection hook calls discard(), so the next sweep of the server erases the console
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
