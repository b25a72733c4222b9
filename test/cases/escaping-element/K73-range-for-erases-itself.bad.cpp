// case: K73-range-for-erases-itself
// from: pattern of erasing by key in a range-for
// family: escaping-element
// shape: entries of a robin_map are erased by key while a range-for walks it
// mode: tidy
#include <string>
#include <tsl/robin_map.h>
#include <vector>

class Cache {
public:
  void put(const std::string &key, int age) { ages_[key] = age; }
  void dropOlderThan(int limit) {
    for (const auto &entry : ages_) // expect: escaping-element
      if (entry.second > limit)
        ages_.erase(entry.first); // accept: escaping-element
  }

private:
  tsl::robin_map<std::string, int> ages_;
};
