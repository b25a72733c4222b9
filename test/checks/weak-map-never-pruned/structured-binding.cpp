// A walk by structured bindings that skips what has expired prunes nothing.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <string>

struct Texture {};
static std::map<std::string, std::weak_ptr<Texture>> WatchersBad;
// CHECK-MESSAGES: :[[@LINE-1]]:54: warning: entries of 'WatchersBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
void watch(const std::string &Name, const std::shared_ptr<Texture> &T) {
  WatchersBad.insert({Name, T});
}
int alive() {
  int Count = 0;
  for (const auto &[Name, Weak] : WatchersBad)
    if (!Weak.expired())
      ++Count;
  return Count;
}
