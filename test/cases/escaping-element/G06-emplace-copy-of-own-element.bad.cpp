// case: G06-emplace-copy-of-own-element
// from: abseil/abseil-cpp#1281
// family: escaping-element
// shape: the argument of emplace is a reference to an element of the same flat map, which emplace may rehash first
// mode: tidy
#include <absl/container/flat_hash_map.h>
#include <memory>
#include <string>

struct Palette {
  unsigned colours[16] = {};
};

class PaletteBook {
public:
  void define(const std::string &name, std::shared_ptr<Palette> palette) {
    palettes_.insert_or_assign(name, std::move(palette));
  }
  bool share(const std::string &name, const std::string &alias);
  void drop(const std::string &name) { palettes_.erase(name); }

private:
  absl::flat_hash_map<std::string, std::shared_ptr<Palette>> palettes_;
};

bool PaletteBook::share(const std::string &name, const std::string &alias) {
  if (!palettes_.contains(name))
    return false;
  return palettes_.try_emplace(alias, palettes_.at(name)).second; // expect: escaping-element
}
