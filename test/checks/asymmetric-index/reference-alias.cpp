// The maps are named through references and auto.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <string>

class NamesBad {
public:
  void add(const std::string &Name) {
    auto &P = Ports;
    std::map<std::string, int> &H = Hosts;
    P[Name] = 1;
    H[Name] = 2;
  }
  void remove(const std::string &Name) {
    auto &P = Ports;
    P.erase(Name);
// CHECK-MESSAGES: :[[@LINE-1]]:7: warning: an entry leaves 'Ports' here, but its partner in 'Hosts' stays [mapwarden-asymmetric-index]
  }

private:
  std::map<std::string, int> Ports, Hosts;
};
