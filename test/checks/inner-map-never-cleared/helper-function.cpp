// A helper that takes the outer map by reference prunes, or does not.
// RUN: %check %s mapwarden-inner-map-never-cleared %t
#include <map>
#include <set>
#include <string>

using Index = std::map<std::string, std::set<int>>;

static void dropBad(Index &Map, const std::string &Key, int Id) {
  Map[Key].erase(Id);
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: an inner container that becomes empty here stays in 'Bad' for ever [mapwarden-inner-map-never-cleared]
}
static void dropOk(Index &Map, const std::string &Key, int Id) {
  auto It = Map.find(Key);
  if (It == Map.end())
    return;
  It->second.erase(Id);
  if (It->second.empty())
    Map.erase(It);
}
static Index Bad, Ok;
void add(const std::string &Key, int Id) {
  Bad[Key].insert(Id);
  Ok[Key].insert(Id);
}
void drop(const std::string &Key, int Id) {
  dropBad(Bad, Key, Id);
  dropOk(Ok, Key, Id);
}
