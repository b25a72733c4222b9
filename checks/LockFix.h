//===- LockFix.h - A guard where it is missing -----------------*- C++ -*-===//
#ifndef MAPWARDEN_CHECKS_LOCKFIX_H
#define MAPWARDEN_CHECKS_LOCKFIX_H

#include "FixIts.h"
#include "FunctionView.h"

namespace clang::tidy::mapwarden {

/// Builds the edits that make function \p In hold \p Lock at the access that a
/// finding of unlocked-map-access is about.
class LockFix {
public:
  LockFix(const Finding &F, const ValueDecl &Lock, const FunctionDecl *In,
          FixContext &Fix)
      : F(F), Lock(Lock), In(In), Fix(Fix), View(In) {}

  /// Declares the guard that other functions use. Nothing where it might lock
  /// the mutex a second time.
  EditList guard();
  /// Turns the reader lock around the access into a writer lock.
  EditList exclusive();

private:
  const VarDecl *guardToCopy() const;
  const VarDecl *guardIn(const FunctionView &Where) const;
  bool isReachable(const VarDecl *Guard) const;
  const CompoundStmt *blockOfAccesses() const;
  bool mayLockAgain(const Stmt *S, bool IsLocked, unsigned Depth = 0) const;
  bool callersHoldIt() const;
  bool needsWrite() const;

  const Finding &F;
  const ValueDecl &Lock;
  const FunctionDecl *In;
  FixContext &Fix;
  FunctionView View;
};

} // namespace clang::tidy::mapwarden

#endif
