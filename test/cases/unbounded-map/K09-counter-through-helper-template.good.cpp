// case: K09-counter-through-helper-template
// from: pattern of statistics helpers that take the map by reference
// family: unbounded-map
// shape: a second helper template drops the smallest entry when the map is full
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

template <typename Map> void makeRoom(Map &counts, std::size_t limit) {
  while (counts.size() >= limit)
    counts.erase(std::min_element(counts.begin(), counts.end(),
                                  [](const auto &a, const auto &b) { return a.second < b.second; }));
}

std::map<std::string, int> origins;

} // namespace

int seenFrom(const std::string &origin) {
  makeRoom(origins, 1000);
  return countUp(origins, origin);
}
