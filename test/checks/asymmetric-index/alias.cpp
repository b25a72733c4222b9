// Typedefs of the maps, several levels deep.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <string>

typedef std::map<std::string, int> Table;
using Index = Table;

class NamesBad {
public:
  void add(const std::string &Name) {
    Ports.emplace(Name, 1);
    Hosts.emplace(Name, 2);
  }
  void remove(const std::string &Name) {
    Ports.erase(Name);
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: an entry leaves 'Ports' here, but its partner in 'Hosts' stays [mapwarden-asymmetric-index]
// CHECK-FIXES: Hosts.erase(Name);
  }

private:
  Index Ports, Hosts;
};
