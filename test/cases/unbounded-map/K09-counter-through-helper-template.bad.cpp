// case: K09-counter-through-helper-template
// from: pattern of statistics helpers that take the map by reference
// family: unbounded-map
// shape: a helper template counts into whatever map it is given; the map of origins only grows
// mode: tidy
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

namespace {

template <typename Map, typename Key> typename Map::mapped_type &countUp(Map &counts, const Key &key) {
  auto it = counts.find(key);
  if (it == counts.end())
    it = counts.emplace(key, 0).first;
  ++it->second;
  return it->second;
}

std::map<std::string, int> origins; // expect: unbounded-map

} // namespace

int seenFrom(const std::string &origin) { return countUp(origins, origin); }
