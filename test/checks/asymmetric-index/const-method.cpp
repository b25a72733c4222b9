// mutable maps of a const method.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <string>

class NamesBad {
public:
  void add(const std::string &Name) const {
    Ports[Name] = 1;
    Hosts[Name] = 2;
  }
  void remove(const std::string &Name) const {
    Ports.erase(Name);
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: an entry leaves 'Ports' here, but its partner in 'Hosts' stays [mapwarden-asymmetric-index]
// CHECK-FIXES: Hosts.erase(Name);
  }

private:
  mutable std::map<std::string, int> Ports, Hosts;
};
