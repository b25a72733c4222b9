// Helpers that take the map by reference grow one and sweep the other.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <string>

struct Texture {};
using Table = std::map<std::string, std::weak_ptr<Texture>>;
static void add(Table &To, const std::string &Name) { To[Name] = std::make_shared<Texture>(); }
static void sweep(Table &Of) {
  for (auto It = Of.begin(); It != Of.end();)
    It = It->second.expired() ? Of.erase(It) : std::next(It);
}
static Table WatchersBad, WatchersOk;
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: entries of 'WatchersBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
void watch(const std::string &Name) {
  add(WatchersBad, Name);
  add(WatchersOk, Name);
  sweep(WatchersOk);
}
