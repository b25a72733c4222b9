// case: G15-erase-iterator-after-rehash
// from: SFTtech/nyan#121, RedisAI/VectorSimilarity#435
// family: escaping-element
// shape: an iterator of std::unordered_map is passed to erase after an emplace that may have rehashed
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
  Street moved = std::move(old->second);
  moved.formerName = oldName;
  if (!streets_.emplace(newName, std::move(moved)).second)
    return false;
  streets_.erase(old); // expect: escaping-element
  return true;
}
