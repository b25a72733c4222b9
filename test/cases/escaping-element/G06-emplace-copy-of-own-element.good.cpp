// case: G06-emplace-copy-of-own-element
// from: abseil/abseil-cpp#1281
// family: escaping-element
// shape: the node based map keeps its elements in place with the same syntax; the flat map has room reserved for the one new key
// mode: tidy
#include <absl/container/flat_hash_map.h>
#include <absl/container/node_hash_map.h>
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
  absl::node_hash_map<std::string, std::shared_ptr<Palette>> palettes_;
};

bool PaletteBook::share(const std::string &name, const std::string &alias) {
  if (!palettes_.contains(name))
    return false;
  return palettes_.try_emplace(alias, palettes_.at(name)).second;
}

// Gives a font the size of another one.
bool sameSize(absl::flat_hash_map<std::string, std::string> &sizes, const std::string &font, const std::string &like) {
  sizes.reserve(sizes.size() + 1);
  auto model = sizes.find(like);
  if (model == sizes.end())
    return false;
  const std::string &size = model->second;
  std::string &mine = sizes[font];
  mine = size;
  return true;
}
