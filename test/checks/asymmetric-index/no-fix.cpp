// Where the missing erase would lose an owner, or asks for another key type, there is no fix-it.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <string>

struct Buffer {};
class OwnersBad {
public:
  void add(const std::string &Name) {
    Ports[Name] = 1;
    Buffers[Name] = new Buffer;
  }
  void remove(const std::string &Name) {
    Ports.erase(Name);
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: an entry leaves 'Ports' here, but its partner in 'Buffers' stays [mapwarden-asymmetric-index]
  }

private:
  std::map<std::string, int> Ports;
  std::map<std::string, Buffer *> Buffers;
};
