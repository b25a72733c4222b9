// A member of a base class.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <string>

struct Texture {};
class Storage {
protected:
  std::map<std::string, std::weak_ptr<Texture>> EntriesBad;
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: entries of 'EntriesBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
};
class Cache : Storage {
public:
  void put(const std::string &Name, const std::shared_ptr<Texture> &T) {
    EntriesBad[Name] = T;
  }
};
static Cache Textures;
void serve(const std::string &Name) { Textures.put(Name, nullptr); }
