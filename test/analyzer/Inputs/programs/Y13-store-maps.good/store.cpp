// case: Y13-store-maps
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: commit takes the pair around every change set
// mode: program
// flags:
#include "store.h"

namespace kv {

void Store::lock_map_set()
{
  maps_lock.lock();
}

void Store::unlock_map_set()
{
  maps_lock.unlock();
}

std::shared_ptr<AbstractMap> Store::get_map_internal(const std::string& name)
{
  auto search = maps.find(name);
  if (search != maps.end())
  {
    return search->second;
  }
  return nullptr;
}

std::shared_ptr<AbstractMap> Store::get_map(const std::string& name)
{
  std::lock_guard<std::mutex> mguard(maps_lock);
  return get_map_internal(name);
}

std::shared_ptr<AbstractMap> Store::get_map_unsafe(const std::string& name)
{
  return get_map_internal(name);
}

void Store::add_dynamic_map(std::shared_ptr<AbstractMap> map)
{
  const std::string name = map->get_name();
  maps[name] = std::move(map);
}

Version Store::next_version()
{
  return ++version;
}

void Store::compact(Version v)
{
  std::lock_guard<std::mutex> mguard(maps_lock);
  for (auto& [name, map] : maps)
  {
    map->compact(v);
  }
}

void Store::drop_map(const std::string& name)
{
  std::lock_guard<std::mutex> mguard(maps_lock);
  maps.erase(name);
}

}
