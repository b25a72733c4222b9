// case: G22-memo-slot-over-recursive-lambda
// from: llvm/llvm-project#139247 (recursion invalidates the memo slot)
// family: escaping-element
// shape: the slot of a memo table is held while a recursive lambda fills the same table
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/DenseMap.h>
#include <algorithm>
#include <functional>
#include <vector>

// Length of the longest chain of dominoes that starts with the given one.
int longestChain(const std::vector<std::vector<int>> &fits, int first) {
  llvm::DenseMap<int, int> memo;
  std::function<int(int)> chain = [&](int piece) -> int {
    auto [slot, fresh] = memo.try_emplace(piece, 1);
    if (!fresh)
      return slot->second;
    for (int next : fits[piece]) {
      int length = 1 + chain(next);
      slot->second = std::max(slot->second, length); // expect: escaping-element
    }
    return slot->second; // accept: escaping-element
  };
  return chain(first);
}
