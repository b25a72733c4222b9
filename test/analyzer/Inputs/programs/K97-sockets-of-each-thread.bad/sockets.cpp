// case: K97-sockets-of-each-thread
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: clients make the threads open sockets that nobody forgets
// mode: program
#include "sockets.h"
#include <map>

static std::map<int, std::string> addresses; // expect: unbounded-map

static int bindTo(const std::string &address) {
  static int next = 3;
  return address.empty() ? -1 : next++;
}

void openSocket(const std::string &address) {
  const int socket = bindTo(address);
  if (socket >= 0)
    addresses[socket] = address;
}

std::string addressOf(int socket) {
  auto it = addresses.find(socket);
  return it == addresses.end() ? std::string() : it->second;
}
