// The entries come and go in lambdas.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <functional>
#include <map>
#include <string>

class NamesBad {
public:
  std::function<void(const std::string &)> adder() {
    return [this](const std::string &Name) {
      Ports[Name] = 1;
      Hosts[Name] = 2;
    };
  }
  std::function<void(const std::string &)> remover() {
    return [this](const std::string &Name) {
      Ports.erase(Name);
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an entry leaves 'Ports' here, but its partner in 'Hosts' stays [mapwarden-asymmetric-index]
// CHECK-FIXES: Hosts.erase(Name);
    };
  }

private:
  std::map<std::string, int> Ports, Hosts;
};
