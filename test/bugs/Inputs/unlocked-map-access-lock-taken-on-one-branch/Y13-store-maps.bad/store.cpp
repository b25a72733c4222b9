// case: Y13-store-maps
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: get_map_unsafe() of the store interface demands the lock_map_set()/unlock_map_set() pair; commit takes it only when it created maps, yet always looks maps up
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
  auto search = maps.find(name); // expect: unlocked-map-access
  if (search != maps.end()) // accept: unlocked-map-access
  {
    return search->second; // accept: unlocked-map-access
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
  return get_map_internal(name); // accept: unlocked-map-access
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
