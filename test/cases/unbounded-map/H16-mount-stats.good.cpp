// case: H16-mount-stats
// from: s3fs-fuse/s3fs-fuse#340
// family: unbounded-map
// shape: a lambda expires old entries of the mount before each insertion
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <folly/container/F14Map.h>
#include <string>
#include <vector>

struct FileStat {
  std::uint64_t size = 0;
  std::int64_t modified = 0;
  std::int64_t asked = 0;
};
bool next_stat(std::size_t &mount, std::string &path, std::int64_t &now);
bool fetch_stat(const std::string &bucket, const std::string &path, FileStat &out);

template <class Map, class Value>
static void put(Map &map, const std::string &key, const Value &value) {
  if (!map.try_emplace(key, value).second) map.at(key) = value;
}

struct Mount {
  std::string bucket;
  folly::F14NodeMap<std::string, FileStat> stats;
};

static std::vector<Mount> mounts(4);

static void on_stat(Mount &mount, const std::string &path, std::int64_t now) {
  FileStat stat;
  if (!fetch_stat(mount.bucket, path, stat)) return;
  stat.asked = now;
  auto expire = [now](auto &map) {
    for (auto it = map.begin(); it != map.end();) {
      if (now - it->second.asked > 900)
        it = map.erase(it);
      else
        ++it;
    }
  };
  expire(mount.stats);
  put(mount.stats, path, stat);
}

int main() {
  std::size_t index;
  std::string path;
  std::int64_t now;
  while (next_stat(index, path, now)) on_stat(mounts[index % mounts.size()], path, now);
}
