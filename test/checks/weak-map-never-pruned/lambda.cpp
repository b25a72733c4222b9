// Grown in one lambda and, the other map, swept in another.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <string>

struct Texture {};
static std::map<std::string, std::weak_ptr<Texture>> WatchersBad, WatchersOk;
// CHECK-MESSAGES: :[[@LINE-1]]:54: warning: entries of 'WatchersBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
void watch(const std::string &Name, const std::shared_ptr<Texture> &T) {
  auto Add = [&](auto &Map) { Map[Name] = T; };
  Add(WatchersBad);
  Add(WatchersOk);
  auto Sweep = [] { WatchersOk.clear(); };
  Sweep();
}
