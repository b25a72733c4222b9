// case: G08-saved-successor-in-btree
// from: google/bindiff#49, dragonflydb/dragonfly#4416
// family: escaping-element
// shape: the successor is saved before erase, as in a std::map loop; erase on a B-tree moves the neighbours
// mode: tidy
#include <absl/container/btree_map.h>
#include <iterator>
#include <string>

struct Ferry {
  std::string pier;
  bool cancelled = false;
};

using Timetable = absl::btree_map<int, Ferry>;

int dropCancelled(Timetable &ferries) {
  int dropped = 0;
  for (auto it = ferries.begin(); it != ferries.end();) { // accept: escaping-element
    auto next = std::next(it);
    if (it->second.cancelled) { // accept: escaping-element
      ferries.erase(it);
      ++dropped;
    }
    it = next; // expect: escaping-element
  }
  return dropped;
}
