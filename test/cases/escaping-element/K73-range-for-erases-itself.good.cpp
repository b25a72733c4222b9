// case: K73-range-for-erases-itself
// from: pattern of erasing by key in a range-for
// family: escaping-element
// shape: the keys are collected first; a loop that erases and breaks is right as well
// mode: tidy
#include <string>
#include <tsl/robin_map.h>
#include <vector>

class Cache {
public:
  void put(const std::string &key, int age) { ages_[key] = age; }
  void dropOlderThan(int limit) {
    std::vector<std::string> old;
    for (const auto &entry : ages_)
      if (entry.second > limit)
        old.push_back(entry.first);
    for (const auto &key : old)
      ages_.erase(key);
  }
  void dropOne(int age) {
    for (auto it = ages_.begin(); it != ages_.end(); ++it)
      if (it->second == age) {
        ages_.erase(it);
        break;
      }
  }

private:
  tsl::robin_map<std::string, int> ages_;
};
