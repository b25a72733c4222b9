// The maps are members of a base class.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <string>

class Storage {
protected:
  std::map<std::string, int> Ports, Hosts;
};
class NamesBad : Storage {
public:
  void add(const std::string &Name) {
    Ports[Name] = 1;
    Hosts[Name] = 2;
  }
  void remove(const std::string &Name) {
    Ports.erase(Name);
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: an entry leaves 'Ports' here, but its partner in 'Hosts' stays [mapwarden-asymmetric-index]
// CHECK-FIXES: Hosts.erase(Name);
  }
};
static NamesBad Names;
void serve(const std::string &Name) {
  Names.add(Name);
  Names.remove(Name);
}
