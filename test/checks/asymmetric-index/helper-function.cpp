// A helper that takes the map by reference erases from both, or from one.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <string>

using Table = std::map<std::string, int>;
static void forget(Table &From, const std::string &Name) {
  From.erase(Name);
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an entry leaves 'Ports' here, but its partner in 'Hosts' stays [mapwarden-asymmetric-index]
}

class NamesBad {
public:
  void add(const std::string &Name) {
    Ports[Name] = 1;
    Hosts[Name] = 2;
  }
  void remove(const std::string &Name) { forget(Ports, Name); }

private:
  Table Ports, Hosts;
};

static void drop(Table &From, const std::string &Name) { From.erase(Name); }
class NamesOk {
public:
  void add(const std::string &Name) {
    Ports[Name] = 1;
    Hosts[Name] = 2;
  }
  void remove(const std::string &Name) {
    drop(Ports, Name);
    drop(Hosts, Name);
  }

private:
  Table Ports, Hosts;
};
