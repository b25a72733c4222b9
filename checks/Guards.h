//===- Guards.h - Declared scoped locks ------------------------*- C++ -*-===//
#ifndef MAPWARDEN_CHECKS_GUARDS_H
#define MAPWARDEN_CHECKS_GUARDS_H

#include "FixIts.h"
#include "FunctionView.h"

namespace clang::tidy::mapwarden {

/// How \p V, a scoped lock of the catalogue, locks; none for other variables.
std::optional<LockMode> guardMode(const VarDecl *V, FixContext &Fix);

/// The only argument of the constructor of guard \p V; null if it has others.
const Expr *lockedBy(const VarDecl *V);

/// What `mutex_`, `&mutex_`, `this->mutex_` or a variable's name means; null
/// for anything else.
const ValueDecl *lockNamed(const Expr *E);

/// Calls \p Visit for each guard that \p Where declares in a statement of its
/// own.
void forEachGuard(const FunctionView &Where, FixContext &Fix,
                  llvm::function_ref<void(const VarDecl *)> Visit);

} // namespace clang::tidy::mapwarden

#endif
