// case: Y13-store-maps
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: get_map_unsafe() of the store interface demands the lock_map_set()/unlock_map_set() pair; commit takes it only when it created maps, yet always looks maps up
// mode: program
// flags:
#include "transaction.h"

namespace kv {

static bool apply_changes(AbstractStore& store, const std::map<std::string, Writes>& changes)
{
  for (const auto& [name, writes] : changes)
  {
    if (store.get_map_unsafe(name) == nullptr) // accept: unlocked-map-access
    {
      return false;
    }
  }

  const Version v = store.next_version();
  for (const auto& [name, writes] : changes)
  {
    store.get_map_unsafe(name)->apply(v, writes); // accept: unlocked-map-access
  }
  return true;
}

void CommittableTx::put(const std::string& map, const std::string& key, const std::string& value)
{
  if (store.get_map(map) == nullptr && created_maps.count(map) == 0)
  {
    created_maps.emplace(map, make_map(map));
  }
  all_changes[map][key] = value;
}

CommitResult CommittableTx::commit()
{
  const bool maps_created = !created_maps.empty();
  if (maps_created)
  {
    store.lock_map_set();
    for (auto& [name, map] : created_maps)
    {
      store.add_dynamic_map(map);
    }
  }

  const bool ok = apply_changes(store, all_changes); // accept: unlocked-map-access

  if (maps_created)
  {
    store.unlock_map_set();
  }
  return ok ? CommitResult::SUCCESS : CommitResult::NO_MAP;
}

}
