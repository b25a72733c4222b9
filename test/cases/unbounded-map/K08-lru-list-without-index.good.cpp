// case: K08-lru-list-without-index
// from: pattern of hand-written LRU caches
// family: unbounded-map
// shape: the index loses the key that the list loses
// mode: tidy
#include <list>
#include <string>
#include <unordered_map>

namespace {

struct Tile {
  std::string name;
  std::string pixels;
};

class TileCache {
public:
  const std::string *find(const std::string &name) const {
    auto it = index_.find(name);
    return it == index_.end() ? nullptr : &it->second->pixels;
  }
  void add(const std::string &name, std::string pixels) {
    order_.push_front({name, std::move(pixels)});
    index_[name] = order_.begin();
    if (order_.size() > 100) {
      index_.erase(order_.back().name);
      order_.pop_back();
    }
  }

private:
  std::list<Tile> order_;
  std::unordered_map<std::string, std::list<Tile>::iterator> index_;
};

TileCache tiles;

} // namespace

bool cached(const std::string &name) { return tiles.find(name) != nullptr; }
void store(const std::string &name, std::string pixels) { tiles.add(name, std::move(pixels)); }
