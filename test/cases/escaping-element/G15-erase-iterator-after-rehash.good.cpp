// case: G15-erase-iterator-after-rehash
// from: SFTtech/nyan#121, RedisAI/VectorSimilarity#435
// family: escaping-element
// shape: a reference (not an iterator) survives the rehash of std::unordered_map; the old name is erased by key
// mode: tidy
#include <string>
#include <unordered_map>
#include <utility>

struct Street {
  int houses = 0;
  std::string formerName;
};

class StreetIndex {
public:
  void add(const std::string &name, int houses) { streets_[name].houses = houses; }
  void remove(const std::string &name) { streets_.erase(name); }
  bool rename(const std::string &oldName, const std::string &newName);

private:
  std::unordered_map<std::string, Street> streets_;
};

bool StreetIndex::rename(const std::string &oldName, const std::string &newName) {
  auto old = streets_.find(oldName);
  if (old == streets_.end())
    return false;
  Street &street = old->second;
  if (!streets_.emplace(newName, Street{street.houses, oldName}).second)
    return false;
  street.houses = 0;
  streets_.erase(oldName);
  return true;
}
