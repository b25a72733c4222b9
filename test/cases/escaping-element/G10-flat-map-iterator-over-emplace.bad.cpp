// case: G10-flat-map-iterator-over-emplace
// from: AntelopeIO/spring#1818
// family: escaping-element
// shape: an iterator into a sorted flat map is used after emplace of the dependencies into the same map
// mode: tidy
#include <boost/container/flat_map.hpp>
#include <vector>

struct Course {
  std::vector<int> needs;
  bool open = false;
};

class Catalogue {
public:
  bool open(int id);
  void close(int id) { courses_.erase(id); }
  int placeholders() const { return placeholders_; }

private:
  boost::container::flat_map<int, Course> courses_;
  int placeholders_ = 0;
};

bool Catalogue::open(int id) {
  auto it = courses_.find(id);
  if (it == courses_.end())
    return false;
  const std::vector<int> needs = it->second.needs;
  for (int other : needs) {
    if (courses_.emplace(other, Course{}).second)
      ++placeholders_;
  }
  it->second.open = true; // expect: escaping-element
  return true;
}
