// case: K06-base-class-keeps-connections
// from: pattern of server base classes with a protected connection table
// family: unbounded-map
// shape: the hook for closed connections, called by the loop of the base, removes it
// mode: program
#pragma once
#include <map>
#include <memory>
#include <string>

struct Connection {
  int socket = -1;
  std::string peer;
};

class Server {
public:
  virtual ~Server() = default;
  void serve();

protected:
  virtual void accepted(int socket, const std::string &peer) = 0;
  virtual void closed(int socket) = 0;
  std::map<int, std::shared_ptr<Connection>> connections_;
};
