// case: G10-flat-map-iterator-over-emplace
// from: AntelopeIO/spring#1818
// family: escaping-element
// shape: placeholders go to a second map of the same type; where the same map is filled, the iterator is found again
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
  bool reopen(int id, int successor);
  void close(int id) { courses_.erase(id); }
  void endOfTerm(int id) { planned_.erase(id); }

private:
  boost::container::flat_map<int, Course> courses_;
  boost::container::flat_map<int, Course> planned_;
};

bool Catalogue::open(int id) {
  auto it = courses_.find(id);
  if (it == courses_.end())
    return false;
  for (int other : it->second.needs)
    planned_.emplace(other, Course{});
  it->second.open = true;
  return true;
}

bool Catalogue::reopen(int id, int successor) {
  auto it = courses_.find(id);
  if (it == courses_.end())
    return false;
  courses_.emplace(successor, Course{});
  it = courses_.find(id);
  it->second.open = true;
  return true;
}
