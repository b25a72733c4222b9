// Weak pointers let their objects go; their entries stay unless somebody erases them.
// RUN: %check %s mapwarden-weak-map-never-pruned %t
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>

struct Texture {};

class CacheBad {
public:
  std::shared_ptr<Texture> get(const std::string &Path) {
    if (auto Alive = Textures[Path].lock())
      return Alive;
    auto Made = std::make_shared<Texture>();
    Textures[Path] = Made; // Written again when the key comes again: no pruning.
    return Made;
  }

private:
  std::unordered_map<std::string, std::weak_ptr<Texture>> Textures;
// CHECK-MESSAGES: :[[@LINE-1]]:59: warning: entries of 'Textures' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
};

class SweptOk {
public:
  std::shared_ptr<Texture> get(const std::string &Path) {
    for (auto It = Textures.begin(); It != Textures.end();)
      It = It->second.expired() ? Textures.erase(It) : std::next(It);
    auto Made = std::make_shared<Texture>();
    Textures[Path] = Made;
    return Made;
  }

private:
  std::map<std::string, std::weak_ptr<Texture>> Textures;
};

// The object's end takes its entry out.
class DeleterOk {
public:
  std::shared_ptr<Texture> get(const std::string &Path) {
    std::shared_ptr<Texture> Made(new Texture, [this, Path](Texture *T) {
      Textures.erase(Path);
      delete T;
    });
    Textures[Path] = Made;
    return Made;
  }

private:
  std::map<std::string, std::weak_ptr<Texture>> Textures;
};

// Sets of weak pointers, too.
static std::set<std::weak_ptr<Texture>, std::owner_less<std::weak_ptr<Texture>>> ListenersBad;
// CHECK-MESSAGES: :[[@LINE-1]]:82: warning: entries of 'ListenersBad' stay when what they point to is gone: nothing erases them [mapwarden-weak-map-never-pruned]
void listen(const std::shared_ptr<Texture> &T) { ListenersBad.insert(T); }

static CacheBad Bad;
static SweptOk Swept;
static DeleterOk Deleter;
void serve(const std::string &Path) {
  Bad.get(Path);
  Swept.get(Path);
  Deleter.get(Path);
}
