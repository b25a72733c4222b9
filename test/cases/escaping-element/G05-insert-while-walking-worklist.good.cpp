// case: G05-insert-while-walking-worklist
// from: secure-software-engineering/phasar#442
// family: escaping-element
// shape: the worklist is walked by index; another loop inserts once and leaves the function at once
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/SetVector.h>
#include <cstddef>
#include <vector>

// Canals between numbered locks.
struct Canals {
  std::vector<std::vector<unsigned>> from;
};

// Every lock that a boat can reach.
std::size_t reachable(const Canals &canals, unsigned start) {
  llvm::SetVector<unsigned> seen;
  seen.insert(start);
  for (unsigned i = 0; i < seen.size(); ++i) {
    unsigned lock = seen[i];
    for (unsigned next : canals.from[lock])
      seen.insert(next);
  }
  return seen.size();
}

// Adds one lock behind the first dead end of a route.
bool extend(const Canals &canals, llvm::SetVector<unsigned> &route, unsigned extra) {
  for (unsigned lock : route) {
    if (canals.from[lock].empty()) {
      route.insert(extra);
      return true;
    }
  }
  return false;
}
