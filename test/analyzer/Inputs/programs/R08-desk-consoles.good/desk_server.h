// case: R08-desk-consoles
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: the lost-connection hook calls discard(), so the next sweep of the server erases the console
// mode: program
// flags:
#pragma once
#include <map>
#include <memory>
#include <vector>

#include "peer.h"

class DeskServer;

class Console : public Peer {
public:
  Console(DeskServer &server, int number, int socket) : server_(server), number_(number), socket_(socket) {}
  void messageReceived(const std::string &text) override;
  void connectionLost() override;
  void show(const std::string &cue);

private:
  DeskServer &server_;
  int number_;
  int socket_;
  bool online_ = true;
};

class DeskServer : public PeerFactory {
public:
  Peer &createPeer(int socket) override;
  void idle() override;
  void runCue(const std::string &cue);
  void discard(int number);

private:
  int lastNumber_ = 0;
  std::map<int, std::unique_ptr<Console>> consoles_;
  std::vector<int> discarded_;
};
