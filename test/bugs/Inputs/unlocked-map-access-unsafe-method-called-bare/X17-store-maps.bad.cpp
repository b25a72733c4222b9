// case: X17-store-maps
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: a private helper expects the lock to be held; the interface method named unsafe calls it bare and the commit path uses that one
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace ccf::pal {
using Mutex = std::mutex;
}

namespace ccf::kv {

using Version = uint64_t;

class AbstractMap {
 public:
  virtual ~AbstractMap() = default;
  virtual const std::string& get_name() const = 0;
  virtual void clear() = 0;
};
using MapPtr = std::shared_ptr<AbstractMap>;

class AbstractStore {
 public:
  virtual ~AbstractStore() = default;
  virtual MapPtr get_map(Version v, const std::string& name) = 0;
  virtual MapPtr get_map_unsafe(Version v, const std::string& name) = 0;
  virtual void add_dynamic_map(Version v, const MapPtr& map) = 0;
};

class Store : public AbstractStore {
 private:
  using Maps = std::map<std::string, std::pair<Version, MapPtr>>;

  ccf::pal::Mutex maps_lock;
  Maps maps;

  MapPtr get_map_internal(Version v, const std::string& map_name) {
    auto search = maps.find(map_name);  // expect: unlocked-map-access
    if (search != maps.end()) {  // accept: unlocked-map-access
      const auto& [map_creation_version, map_ptr] = search->second;
      if (v >= map_creation_version) {
        return map_ptr;
      }
    }
    return nullptr;
  }

 public:
  MapPtr get_map(Version v, const std::string& map_name) override {
    std::lock_guard<ccf::pal::Mutex> mguard(maps_lock);
    return get_map_internal(v, map_name);
  }

  MapPtr get_map_unsafe(Version v, const std::string& map_name) override {
    return get_map_internal(v, map_name);  // accept: unlocked-map-access
  }

  void add_dynamic_map(Version v, const MapPtr& map) override {
    std::lock_guard<ccf::pal::Mutex> mguard(maps_lock);
    maps[map->get_name()] = std::make_pair(v, map);
  }

  void rollback(Version v) {
    std::lock_guard<ccf::pal::Mutex> mguard(maps_lock);
    for (auto it = maps.begin(); it != maps.end();) {
      it = it->second.first > v ? maps.erase(it) : std::next(it);
    }
  }

  void clear() {
    std::lock_guard<ccf::pal::Mutex> mguard(maps_lock);
    for (auto& [name, entry] : maps) {
      entry.second->clear();
    }
  }

  std::size_t map_count() {
    std::lock_guard<ccf::pal::Mutex> mguard(maps_lock);
    return maps.size();
  }
};

struct ChangeSet {
  std::string map_name;
  MapPtr new_map;
  bool empty = true;
};

bool apply_changes(AbstractStore& store, Version v, const std::vector<ChangeSet>& changes) {
  for (const auto& change : changes) {
    if (change.new_map != nullptr && store.get_map_unsafe(v, change.map_name) != nullptr) {  // accept: unlocked-map-access
      return false;
    }
  }
  for (const auto& change : changes) {
    if (change.new_map != nullptr) {
      store.add_dynamic_map(v, change.new_map);
    }
  }
  return true;
}

}  // namespace ccf::kv
