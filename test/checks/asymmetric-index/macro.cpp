// Code that comes from a macro is reported, but not edited.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <string>

#define FORGET(M, K) M.erase(K)
class NamesBad {
public:
  void add(const std::string &Name) {
    Ports[Name] = 1;
    Hosts[Name] = 2;
  }
  void remove(const std::string &Name) {
    FORGET(Ports, Name);
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: an entry leaves 'Ports' here, but its partner in 'Hosts' stays [mapwarden-asymmetric-index]
  }

private:
  std::map<std::string, int> Ports, Hosts;
};
