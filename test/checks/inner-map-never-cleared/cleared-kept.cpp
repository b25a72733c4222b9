// The inner container is cleared, its key stays.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
#include <map>
#include <string>
#include <vector>

static std::map<std::string, std::vector<int>> InboxBad;
void deliver(const std::string &Name, int Value) {
  InboxBad[Name].push_back(Value);
}
void logout(const std::string &Name) {
  InboxBad[Name].clear();
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the inner container is cleared, but its key stays in 'InboxBad' [mapwarden-inner-map-never-cleared]
}
