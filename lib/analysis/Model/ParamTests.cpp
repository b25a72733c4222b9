//===- ParamTests.cpp - Code that a flag among the parameters switches ----===//
#include "Model/Conditions.h"
#include "Model/Surroundings.h"

using namespace clang;

namespace mapwarden {

bool Surroundings::hasFlags() const {
  return llvm::any_of(Function->parameters(), [](const ParmVarDecl *V) {
    return V->getType()->isBooleanType();
  });
}

/// What follows \p S in its block does not run after it.
static bool leaves(const Stmt *S) {
  return isa_and_nonnull<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt,
                         CXXThrowExpr>(lastOf(S));
}

/// `if (!on) return;`
static KnownTruth knownAfter(const IfStmt *I) {
  const bool Then = leaves(I->getThen());
  if (Then == leaves(I->getElse()))
    return {};
  return {I->getCond(), !Then};
}

ParamTest Surroundings::onlyIf(const Stmt *S) const {
  ParamTest Result;
  if (!hasFlags())
    return Result;
  const LocalTable &Table = Paths.locals(Function);
  auto Take = [&](const KnownTruth &K) {
    if (!K.Condition)
      return;
    forEachTruth(K.Condition, K.Holds, [&](const Expr *E, bool Truth) {
      const auto *R = dyn_cast<DeclRefExpr>(E);
      const auto *V = R ? dyn_cast<ParmVarDecl>(R->getDecl()) : nullptr;
      if (V && V->getDeclContext() == Function &&
          V->getType()->isBooleanType() && !Table.Altered.count(V) &&
          Table.Sources.lookup(V).empty() &&
          V->getFunctionScopeIndex() < ParamTest::None)
        Result = {static_cast<uint8_t>(V->getFunctionScopeIndex()), Truth};
    });
  };
  const Stmt *Child = S;
  for (const Stmt *P = parent(S); P && Result.Param == ParamTest::None;
       Child = P, P = parent(P)) {
    Take(knownIn(P, Child));
    const auto *Block = dyn_cast<CompoundStmt>(P);
    if (!Block || Block->size() > 1000) // Generated: linear time is wanted.
      continue;
    for (const Stmt *Before : Block->body()) {
      if (Before == Child)
        break;
      if (const auto *I = dyn_cast<IfStmt>(Before))
        Take(knownAfter(I));
    }
  }
  return Result;
}

} // namespace mapwarden
