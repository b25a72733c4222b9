// case: G19-worklist-of-map-iterators
// from: VeriFIT/mata#422, valhalla/valhalla#3265
// family: escaping-element
// shape: pointers to the key/value pair wait instead: std::unordered_map never moves its nodes
// mode: tidy
#include <cstddef>
#include <unordered_map>
#include <vector>

using Depths = std::unordered_map<int, int>;

// Number of caves within reach of the entrance.
std::size_t explore(const std::vector<std::vector<int>> &tunnels, int entrance) {
  Depths depths;
  std::vector<Depths::value_type *> open;
  open.push_back(&*depths.emplace(entrance, 0).first);
  while (!open.empty()) {
    Depths::value_type *cave = open.back();
    open.pop_back();
    for (int next : tunnels[cave->first]) {
      auto [pos, fresh] = depths.emplace(next, cave->second + 1);
      if (fresh)
        open.push_back(&*pos);
    }
  }
  return depths.size();
}
