// case: G08-saved-successor-in-btree
// from: google/bindiff#49, dragonflydb/dragonfly#4416
// family: escaping-element
// shape: erase returns the valid iterator; with std::map the saved successor is fine
// mode: tidy
#include <absl/container/btree_map.h>
#include <iterator>
#include <map>
#include <string>

struct Ferry {
  std::string pier;
  bool cancelled = false;
};

using Timetable = absl::btree_map<int, Ferry>;

int dropCancelled(Timetable &ferries) {
  int dropped = 0;
  for (auto it = ferries.begin(); it != ferries.end();) {
    if (it->second.cancelled) {
      it = ferries.erase(it);
      ++dropped;
    } else {
      ++it;
    }
  }
  return dropped;
}

int dropCancelled(std::map<int, Ferry> &archive) {
  int dropped = 0;
  for (auto it = archive.begin(); it != archive.end();) {
    auto next = std::next(it);
    if (it->second.cancelled) {
      archive.erase(it);
      ++dropped;
    }
    it = next;
  }
  return dropped;
}
