//===- Conditions.h - What a branch tells ----------------------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_CONDITIONS_H
#define MAPWARDEN_MODEL_CONDITIONS_H

#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace mapwarden {

/// Calls \p Tell for every part of \p Condition whose truth follows from the
/// condition being \p Holds: through `!`, `&&`, `||`, conversions to bool and
/// comparisons of a number with zero (`m.count(k) > 0`).
void forEachTruth(const clang::Expr *Condition, bool Holds,
                  llvm::function_ref<void(const clang::Expr *, bool)> Tell);

/// A condition that holds, or does not, wherever some statement runs.
struct KnownTruth {
  const clang::Expr *Condition = nullptr;
  bool Holds = false;
};

/// What being in \p Child of \p Parent tells: a branch, a loop's body, the
/// right side of `&&`. No condition where it tells nothing.
KnownTruth knownIn(const clang::Stmt *Parent, const clang::Stmt *Child);

/// The last statement of a branch, be it a block; null if there is none.
const clang::Stmt *lastOf(const clang::Stmt *Branch);

/// The sides of `A == B` and `A != B`, built-in or overloaded.
struct Equality {
  const clang::Expr *Left = nullptr, *Right = nullptr;
  bool Negated = false;
  explicit operator bool() const { return Left; }
};
Equality equalityIn(const clang::Expr *E);

} // namespace mapwarden

#endif
