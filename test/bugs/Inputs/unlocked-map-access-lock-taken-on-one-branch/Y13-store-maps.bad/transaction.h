// case: Y13-store-maps
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: get_map_unsafe() of the store interface demands the lock_map_set()/unlock_map_set() pair; commit takes it only when it created maps, yet always looks maps up
// mode: program
// flags:
#pragma once
#include "abstract_store.h"

namespace kv {

enum class CommitResult { SUCCESS, NO_MAP };

class CommittableTx {
public:
  explicit CommittableTx(AbstractStore& store_) : store(store_) {}

  void put(const std::string& map, const std::string& key, const std::string& value);
  CommitResult commit();

private:
  AbstractStore& store;
  std::map<std::string, std::shared_ptr<AbstractMap>> created_maps;
  std::map<std::string, Writes> all_changes;
};

}
