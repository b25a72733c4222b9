// Inner containers that only grow are reported at the outer declaration; there is nothing to rewrite.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
#include <map>
#include <string>
#include <vector>

static std::map<std::string, std::vector<int>> HistoryBad;
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: neither the entries of 'HistoryBad' nor the containers in them ever shrink [mapwarden-inner-map-never-cleared]
void record(const std::string &Name, int Value) {
  HistoryBad[Name].push_back(Value);
}
