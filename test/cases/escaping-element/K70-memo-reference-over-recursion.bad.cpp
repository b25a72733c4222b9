// case: K70-memo-reference-over-recursion
// from: pattern of recursive analyses over llvm::DenseMap
// family: escaping-element
// shape: the reference to the memo's slot is written after the recursion that may grow the table
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <algorithm>
#include <llvm/ADT/DenseMap.h>
#include <vector>

struct Expr {
  std::vector<const Expr *> operands;
};

class Depths {
public:
  int depth(const Expr *expr) {
    auto &slot = known_[expr];
    if (slot != 0)
      return slot;
    int deepest = 0;
    for (const Expr *operand : expr->operands)
      deepest = std::max(deepest, depth(operand));
    slot = deepest + 1; // expect: escaping-element
    return slot; // accept: escaping-element
  }

private:
  llvm::DenseMap<const Expr *, int> known_;
};
