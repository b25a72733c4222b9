// Declared and grown by macros.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <string>

struct Texture {};
#define WEAK_TABLE(Name) std::map<std::string, std::weak_ptr<Texture>> Name
#define PUT(Map, Key, Value) Map[Key] = Value
static WEAK_TABLE(WatchersBad);
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: entries of 'WatchersBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
void watch(const std::string &Name, const std::shared_ptr<Texture> &T) {
  PUT(WatchersBad, Name, T);
}
