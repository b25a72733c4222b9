// Uses every public header, in two translation units, as a service would.
#include <mapwarden/mapwarden.h>

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

std::size_t other_unit();

int main() {
  std::unordered_map<int, std::string *> raw;
  mapwarden::get_or_create(raw, 1)->assign("x");
  mapwarden::clear_reset(raw);

  mapwarden::tracked_map<int, int> tracked(mapwarden::map_name{"tracked"});
  tracked[1] = 2;
  MAPWARDEN_WATCH(raw);

  mapwarden::bounded_map<int, int, 2> bounded;
  for (int i = 0; i != 5; ++i)
    bounded[i] = i;

  mapwarden::weak_value_map<int, std::string> shared;
  const auto owner = shared.get_or_create(1);
  mapwarden::object_pool<std::map<int, int>> scratch;
  scratch.acquire();

  const bool good = shared.find(1) == owner && scratch.idle() == 1 &&
                    raw.empty() && bounded.size() == 2 && other_unit() == 3;
  return good ? 0 : 1;
}
