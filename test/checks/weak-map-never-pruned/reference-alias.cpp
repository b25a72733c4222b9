// Grown, and in the other map swept, through references.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <string>

struct Texture {};
static std::map<std::string, std::weak_ptr<Texture>> WatchersBad, WatchersOk;
// CHECK-MESSAGES: :[[@LINE-1]]:54: warning: entries of 'WatchersBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
void watch(const std::string &Name, const std::shared_ptr<Texture> &T) {
  auto &Bad = WatchersBad;
  Bad.emplace(Name, T);
  auto &Ok = WatchersOk;
  Ok.emplace(Name, T);
  for (auto It = Ok.begin(); It != Ok.end();)
    if (It->second.expired())
      It = Ok.erase(It);
    else
      ++It;
}
