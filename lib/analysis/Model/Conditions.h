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

/// The sides of `A == B` and `A != B`, built-in or overloaded.
struct Equality {
  const clang::Expr *Left = nullptr, *Right = nullptr;
  bool Negated = false;
  explicit operator bool() const { return Left; }
};
Equality equalityIn(const clang::Expr *E);

} // namespace mapwarden

#endif
