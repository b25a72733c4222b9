// A mutable map of a const method.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <string>

struct Texture {};
class Cache {
public:
  void put(const std::string &Name, const std::shared_ptr<Texture> &T) const {
    EntriesBad[Name] = T;
  }

private:
  mutable std::map<std::string, std::weak_ptr<Texture>> EntriesBad;
// CHECK-MESSAGES: :[[@LINE-1]]:57: warning: entries of 'EntriesBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
};
static const Cache Textures;
void serve(const std::string &Name) { Textures.put(Name, nullptr); }
