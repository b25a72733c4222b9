// The maps stand behind smart pointers: no fix-it writes their names.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <memory>
#include <string>

class NamesBad {
public:
  void add(const std::string &Name) {
    (*Ports)[Name] = 1;
    (*Hosts)[Name] = 2;
  }
  void remove(const std::string &Name) {
    Ports->erase(Name);
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: an entry leaves 'Ports' here, but its partner in 'Hosts' stays [mapwarden-asymmetric-index]
  }

private:
  using Table = std::map<std::string, int>;
  std::unique_ptr<Table> Ports = std::make_unique<Table>();
  std::unique_ptr<Table> Hosts = std::make_unique<Table>();
};
