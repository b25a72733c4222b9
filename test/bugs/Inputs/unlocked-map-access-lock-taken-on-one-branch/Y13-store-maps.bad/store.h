// case: Y13-store-maps
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: get_map_unsafe() of the store interface demands the lock_map_set()/unlock_map_set() pair; commit takes it only when it created maps, yet always looks maps up
// mode: program
// flags:
#pragma once
#include <atomic>
#include <mutex>

#include "abstract_store.h"

namespace kv {

class Store : public AbstractStore {
public:
  void lock_map_set() override;
  void unlock_map_set() override;

  std::shared_ptr<AbstractMap> get_map(const std::string& name) override;
  std::shared_ptr<AbstractMap> get_map_unsafe(const std::string& name) override;
  void add_dynamic_map(std::shared_ptr<AbstractMap> map) override;

  Version next_version() override;
  void compact(Version v) override;
  void drop_map(const std::string& name);

private:
  std::shared_ptr<AbstractMap> get_map_internal(const std::string& name);

  using Maps = std::map<std::string, std::shared_ptr<AbstractMap>>;

  std::mutex maps_lock;
  Maps maps;
  std::atomic<Version> version{0};
};

}
