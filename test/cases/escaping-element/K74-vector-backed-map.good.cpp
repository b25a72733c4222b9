// case: K74-vector-backed-map
// from: pattern of references into sorted vectors
// family: escaping-element
// shape: the sibling is inserted first
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
    columns_.emplace(at + 1, Column{"", 0});
    Column &left = columns_[at];
    left.width /= 2;
  }

private:
  boost::container::flat_map<int, Column> columns_;
};
