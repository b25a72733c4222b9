// A sweep by structured binding takes the entry out of one map.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <string>
#include <vector>

class NamesBad {
public:
  void add(const std::string &Name, long Now) {
    Seen[Name] = Now;
    Hosts[Name] = 2;
  }
  void sweep(long Now) {
    std::vector<std::string> Old;
    for (const auto &[Name, Time] : Seen)
      if (Time < Now)
        Old.push_back(Name);
    for (const std::string &Name : Old)
      Seen.erase(Name);
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: an entry leaves 'Seen' here, but its partner in 'Hosts' stays [mapwarden-asymmetric-index]
  }

private:
  std::map<std::string, long> Seen;
  std::map<std::string, int> Hosts;
};
