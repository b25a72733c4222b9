// case: K21-descriptor-in-struct
// from: pattern of connection tables whose struct holds the descriptor
// family: erase-without-reset
// shape: the descriptor is closed before the erase
// mode: program
#pragma once
#include <string>
#include <unordered_map>

struct Client {
  int socket = -1;
  std::string name;
};

class Clients {
public:
  ~Clients();
  bool connect(int id, const std::string &host);
  void drop(int id);

private:
  std::unordered_map<int, Client> clients_;
};
