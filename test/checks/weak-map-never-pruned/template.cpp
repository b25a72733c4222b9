// Reported on the pattern, once.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <string>

struct Texture {};
template <class T> class Cache {
public:
  void put(const std::string &Name, const std::shared_ptr<T> &Value) {
    EntriesBad[Name] = Value;
  }

private:
  std::map<std::string, std::weak_ptr<T>> EntriesBad;
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: entries of 'EntriesBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
};
static Cache<Texture> Textures;
static Cache<int> Numbers;
void serve(const std::string &Name) {
  Textures.put(Name, std::make_shared<Texture>());
  Numbers.put(Name, std::make_shared<int>(1));
}
