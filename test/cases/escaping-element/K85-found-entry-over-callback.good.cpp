// case: K85-found-entry-over-callback
// from: pattern of handlers that run while their table entry is held
// family: escaping-element
// shape: the map is an F14NodeMap, which keeps its elements in place
// mode: tidy
#include <folly/container/F14Map.h>
#include <string>

struct Stat {
  long count = 0;
};

class Stats {
public:
  template <typename Function> void measured(const std::string &name, Function body) {
    Stat &stat = stats_[name];
    body();
    ++stat.count;
  }
  void outer() {
    measured("outer", [this] { stats_["inner"].count = 1; });
  }

private:
  folly::F14NodeMap<std::string, Stat> stats_;
};
