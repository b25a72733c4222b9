// case: Y13-store-maps
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: commit takes the pair around every change set
// mode: program
// flags:
#include "transaction.h"

namespace kv {

static bool apply_changes(AbstractStore& store, const std::map<std::string, Writes>& changes)
{
  for (const auto& [name, writes] : changes)
  {
    if (store.get_map_unsafe(name) == nullptr)
    {
      return false;
    }
  }

  const Version v = store.next_version();
  for (const auto& [name, writes] : changes)
  {
    store.get_map_unsafe(name)->apply(v, writes);
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
  store.lock_map_set();
  for (auto& [name, map] : created_maps)
  {
    store.add_dynamic_map(map);
  }

  const bool ok = apply_changes(store, all_changes);

  store.unlock_map_set();
  return ok ? CommitResult::SUCCESS : CommitResult::NO_MAP;
}

}
