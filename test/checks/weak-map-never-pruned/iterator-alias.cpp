// Looked at through auto and iterators, which takes nothing out.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <string>

struct Texture {};
static std::map<std::string, std::weak_ptr<Texture>> WatchersBad;
// CHECK-MESSAGES: :[[@LINE-1]]:54: warning: entries of 'WatchersBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
std::shared_ptr<Texture> get(const std::string &Name) {
  auto [It, New] = WatchersBad.try_emplace(Name);
  auto Alive = It->second.lock();
  if (!Alive) {
    Alive = std::make_shared<Texture>();
    It->second = Alive;
  }
  return Alive;
}
