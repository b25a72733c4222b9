// case: H28-depth-tiles
// from: carnegierobotics/LibMultiSense#123
// family: erase-without-reset
// shape: the result of insert is looked at; a refused tile is deleted
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

struct Tile {
  explicit Tile(std::vector<std::uint16_t> d) : depth(std::move(d)) {}
  std::vector<std::uint16_t> depth;
};

class DepthTiles {
 public:
  DepthTiles() = default;
  DepthTiles(const DepthTiles &) = delete;
  DepthTiles &operator=(const DepthTiles &) = delete;
  ~DepthTiles() {
    while (!tiles_.empty()) drop_oldest();
  }

  void received(std::int64_t frame, std::vector<std::uint16_t> depth) {
    if (tiles_.size() >= kKept) drop_oldest();
    Tile *tile = new Tile(std::move(depth));
    if (!tiles_.insert(std::make_pair(frame, tile)).second) delete tile;
  }
  std::uint16_t depth_at(std::int64_t frame, std::size_t pixel) const {
    auto it = tiles_.find(frame);
    return it == tiles_.end() ? 0 : it->second->depth.at(pixel);
  }

 private:
  static constexpr std::size_t kKept = 16;
  void drop_oldest() {
    delete tiles_.begin()->second;
    tiles_.erase(tiles_.begin());
  }
  std::map<std::int64_t, Tile *> tiles_;
};

void on_depth(DepthTiles &tiles, std::int64_t frame, const std::vector<std::uint16_t> &depth) {
  tiles.received(frame, depth);
}
