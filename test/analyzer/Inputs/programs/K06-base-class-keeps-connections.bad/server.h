// case: K06-base-class-keeps-connections
// from: pattern of server base classes with a protected connection table
// family: unbounded-map
// shape: the derived server adds each accepted connection to the table of its base; nobody takes it out
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
  std::map<int, std::shared_ptr<Connection>> connections_; // expect: unbounded-map
};
