// case: G05-insert-while-walking-worklist
// from: secure-software-engineering/phasar#442
// family: escaping-element
// shape: a range-for walks a SetVector that its body extends
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
  for (unsigned lock : seen) { // expect: escaping-element
    for (unsigned next : canals.from[lock])
      seen.insert(next); // accept: escaping-element
  }
  return seen.size();
}
