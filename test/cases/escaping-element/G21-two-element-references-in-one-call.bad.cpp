// case: G21-two-element-references-in-one-call
// from: llvm/llvm-project#73181
// family: escaping-element
// shape: both arguments of one call come from a method that inserts and returns a reference; the second may move the first
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/DenseMap.h>
#include <vector>

struct Climber {
  std::vector<int> partners;
  int id = 0;
};

class Rope {
public:
  void pair(int a, int b) {
    tie(climber(a), climber(b)); // expect: escaping-element
  }
  void leave(int id) { climbers_.erase(id); }

private:
  Climber &climber(int id) {
    auto pos = climbers_.try_emplace(id).first;
    pos->second.id = id;
    return pos->second; // accept: escaping-element
  }
  static void tie(Climber &a, Climber &b) {
    a.partners.push_back(b.id);
    b.partners.push_back(a.id);
  }

  llvm::DenseMap<int, Climber> climbers_;
};
