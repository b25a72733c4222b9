// case: K70-memo-reference-over-recursion
// from: pattern of recursive analyses over llvm::DenseMap
// family: escaping-element
// shape: the result is computed first and stored by a new look-up
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
    auto found = known_.find(expr);
    if (found != known_.end())
      return found->second;
    int deepest = 0;
    for (const Expr *operand : expr->operands)
      deepest = std::max(deepest, depth(operand));
    known_[expr] = deepest + 1;
    return deepest + 1;
  }

private:
  llvm::DenseMap<const Expr *, int> known_;
};
