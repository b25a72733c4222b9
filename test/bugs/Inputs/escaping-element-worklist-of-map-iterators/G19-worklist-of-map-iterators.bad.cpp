// case: G19-worklist-of-map-iterators
// from: VeriFIT/mata#422, valhalla/valhalla#3265
// family: escaping-element
// shape: iterators of an unordered_map wait in a vector while further keys are emplaced
// mode: tidy
#include <cstddef>
#include <unordered_map>
#include <vector>

using Depths = std::unordered_map<int, int>;

// Number of caves within reach of the entrance.
std::size_t explore(const std::vector<std::vector<int>> &tunnels, int entrance) {
  Depths depths;
  std::vector<Depths::iterator> open;
  open.push_back(depths.emplace(entrance, 0).first); // accept: escaping-element
  while (!open.empty()) {
    Depths::iterator cave = open.back();
    open.pop_back();
    for (int next : tunnels[cave->first]) { // accept: escaping-element
      auto [pos, fresh] = depths.emplace(next, cave->second + 1); // expect: escaping-element
      if (fresh)
        open.push_back(pos); // accept: escaping-element
    }
  }
  return depths.size();
}
