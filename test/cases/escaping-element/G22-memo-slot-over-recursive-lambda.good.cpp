// case: G22-memo-slot-over-recursive-lambda
// from: llvm/llvm-project#139247 (recursion invalidates the memo slot)
// family: escaping-element
// shape: the result is stored after the recursion; m[k] = f() is fine in C++17, the right side comes first
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
    auto known = memo.find(piece);
    if (known != memo.end())
      return known->second;
    int best = 1;
    for (int next : fits[piece])
      best = std::max(best, 1 + chain(next));
    memo[piece] = best;
    return best;
  };
  return chain(first);
}

// Pips of a piece and of all pieces under it.
int pipsBelow(llvm::DenseMap<int, int> &memo, const std::vector<std::vector<int>> &under, int piece) {
  auto known = memo.find(piece);
  if (known != memo.end())
    return known->second;
  int pips = piece;
  for (int next : under[piece]) {
    if (memo.count(next) == 0)
      memo[next] = pipsBelow(memo, under, next);
    pips += memo.lookup(next);
  }
  return pips;
}
