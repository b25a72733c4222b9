// RUN: %check %s mapwarden-unbounded-map %t
// A count that is compared limits the container only if it counts its elements.
#include <string>
#include <unordered_map>

bool next(std::string &host, bool &opens);

struct State {
  unsigned open = 0;
};

std::unordered_map<std::string, unsigned> perHostBad;
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'perHostBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-MESSAGES: :[[@LINE+3]]:20: note: grows here
// CHECK-MESSAGES: :[[@LINE-3]]:43: note: 'mapwarden::tracked_map' is the same map and tells how it grows
bool perHost(const std::string &host) {
  unsigned &open = perHostBad[host];
  if (open >= 8)
    return false;
  ++open;
  return true;
}

std::unordered_map<std::string, State> stateBad;
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'stateBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-MESSAGES: :[[@LINE+3]]:14: note: grows here
// CHECK-MESSAGES: :[[@LINE-3]]:40: note: 'mapwarden::tracked_map' is the same map and tells how it grows
bool state(const std::string &host) {
  State &s = stateBad[host];
  if (s.open >= 8)
    return false;
  s.open++;
  return true;
}

unsigned count = 0;
std::unordered_map<std::string, unsigned> countedOk;
bool counted(const std::string &host) {
  if (count >= 8)
    return false;
  if (countedOk.emplace(host, 1).second)
    ++count;
  return true;
}

int main() {
  std::string host;
  bool opens;
  while (next(host, opens))
    perHost(host) && state(host) && counted(host);
}
