// The second unit: all headers may be included in several.
#include <mapwarden/mapwarden.h>

#include <cstddef>
#include <map>
#include <set>

std::size_t other_unit() {
  std::map<int, std::set<int>> outer{{1, {1}}, {2, {2}}, {3, {}}, {4, {4, 5}}};
  mapwarden::erase_nested(outer, 1, 1);
  mapwarden::prune_empty(outer);
  mapwarden::tracked_map<int, int> here(mapwarden::map_name{"other"});
  return outer.size() + mapwarden::registry::snapshot().size() / 3;
}
