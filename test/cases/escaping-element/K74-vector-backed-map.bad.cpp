// case: K74-vector-backed-map
// from: pattern of references into sorted vectors
// family: escaping-element
// shape: the reference into a boost flat_map is used after the insertion of a sibling
// mode: tidy
#include <boost/container/flat_map.hpp>
#include <string>

struct Column {
  std::string name;
  int width = 0;
};

class Columns {
public:
  void split(int at) {
    Column &left = columns_[at];
    columns_.emplace(at + 1, Column{left.name + "'", 0});
    left.width /= 2; // expect: escaping-element
  }

private:
  boost::container::flat_map<int, Column> columns_;
};
