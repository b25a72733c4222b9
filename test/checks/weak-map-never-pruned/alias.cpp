// Typedefs of the map and of the pointer.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <string>

struct Texture {};
typedef std::weak_ptr<Texture> Watcher;
using Table = std::map<std::string, Watcher>;
static Table WatchersBad;
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: entries of 'WatchersBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
void watch(const std::string &Name, const std::shared_ptr<Texture> &T) {
  WatchersBad[Name] = T;
}
