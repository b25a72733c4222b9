// case: G21-two-element-references-in-one-call
// from: llvm/llvm-project#73181
// family: escaping-element
// shape: the method returns a reference to the pointee of a unique_ptr value, which no rehash moves
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/DenseMap.h>
#include <memory>
#include <vector>

struct Climber {
  std::vector<int> partners;
  int id = 0;
};

class Rope {
public:
  void pair(int a, int b) {
    tie(climber(a), climber(b));
  }
  void leave(int id) { climbers_.erase(id); }

private:
  Climber &climber(int id) {
    std::unique_ptr<Climber> &slot = climbers_[id];
    if (!slot)
      slot = std::make_unique<Climber>();
    slot->id = id;
    return *slot;
  }
  static void tie(Climber &a, Climber &b) {
    a.partners.push_back(b.id);
    b.partners.push_back(a.id);
  }

  llvm::DenseMap<int, std::unique_ptr<Climber>> climbers_;
};
