// case: X19-map-tiles
// from: ros-perception/slam_gmapping#11
// family: unlocked-map-access
// shape: the lock object of the service callback has no name, so it is gone before the next statement; the other methods name theirs
// mode: tidy
// flags:
#include <cstdint>
#include <functional>
#include <map>
#include <pthread.h>
#include <string>
#include <utility>
#include <vector>

namespace gmapping {

class Mutex {
 public:
  Mutex() { pthread_mutex_init(&mutex_, nullptr); }
  ~Mutex() { pthread_mutex_destroy(&mutex_); }
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  class ScopedLock {
   public:
    explicit ScopedLock(Mutex& mutex) : mutex_(mutex.mutex_) { pthread_mutex_lock(&mutex_); }
    ~ScopedLock() { pthread_mutex_unlock(&mutex_); }
    ScopedLock(const ScopedLock&) = delete;
    ScopedLock& operator=(const ScopedLock&) = delete;

   private:
    pthread_mutex_t& mutex_;
  };

 private:
  pthread_mutex_t mutex_;
};

using TileKey = std::pair<int, int>;
using Tile = std::vector<std::int8_t>;

struct LaserScan {
  double stamp = 0.0;
  std::vector<std::pair<TileKey, std::size_t>> hits;
};

struct GetMapRequest {
  TileKey origin;
};
struct GetMapResponse {
  Tile data;
};

class SlamGMapping {
 public:
  void laserCallback(const LaserScan& scan);
  bool mapCallback(const GetMapRequest& req, GetMapResponse& res);
  void publishTiles(const std::function<void(const TileKey&, const Tile&)>& publish);
  void forget(const TileKey& first, const TileKey& last);

 private:
  static constexpr std::size_t kTileCells = 64 * 64;

  Mutex map_mutex_;
  std::map<TileKey, Tile> tiles_;
};

void SlamGMapping::laserCallback(const LaserScan& scan) {
  Mutex::ScopedLock lock(map_mutex_);
  for (const auto& hit : scan.hits) {
    Tile& tile = tiles_[hit.first];
    if (tile.empty())
      tile.assign(kTileCells, -1);
    tile[hit.second % kTileCells] = 100;
  }
}

bool SlamGMapping::mapCallback(const GetMapRequest& req, GetMapResponse& res) {
  Mutex::ScopedLock{map_mutex_};
  const auto tile = tiles_.find(req.origin);  // expect: unlocked-map-access
  if (tile == tiles_.end())  // accept: unlocked-map-access
    return false;
  res.data = tile->second;  // accept: unlocked-map-access
  return true;
}

void SlamGMapping::publishTiles(const std::function<void(const TileKey&, const Tile&)>& publish) {
  Mutex::ScopedLock lock(map_mutex_);
  for (const auto& entry : tiles_)
    publish(entry.first, entry.second);
}

void SlamGMapping::forget(const TileKey& first, const TileKey& last) {
  Mutex::ScopedLock lock(map_mutex_);
  tiles_.erase(tiles_.lower_bound(first), tiles_.upper_bound(last));
}

}  // namespace gmapping
