// The erase goes through an iterator: there is no key at hand for a fix-it.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <string>

class NamesBad {
public:
  void add(const std::string &Name) {
    Ports.insert({Name, 1});
    Hosts.insert({Name, 2});
  }
  void remove(const std::string &Name) {
    auto It = Ports.find(Name);
    if (It != Ports.end())
      Ports.erase(It);
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an entry leaves 'Ports' here, but its partner in 'Hosts' stays [mapwarden-asymmetric-index]
  }

private:
  std::map<std::string, int> Ports, Hosts;
};
