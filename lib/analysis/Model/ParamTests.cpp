//===- ParamTests.cpp - Code that a flag among the parameters switches ----===//
#include "Model/Conditions.h"
#include "Model/Surroundings.h"

using namespace clang;

namespace mapwarden {
namespace {

/// A condition that holds, or does not, wherever some statement runs.
struct Known {
  const Expr *Condition = nullptr;
  bool Holds = false;
};

} // namespace

bool Surroundings::hasFlags() const {
  return llvm::any_of(Function->parameters(), [](const ParmVarDecl *V) {
    return V->getType()->isBooleanType();
  });
}

/// What follows \p S in its block does not run after it.
static bool leaves(const Stmt *S) {
  if (const auto *C = dyn_cast_or_null<CompoundStmt>(S))
    S = C->body_empty() ? nullptr : C->body_back();
  if (const auto *Full = dyn_cast_or_null<ExprWithCleanups>(S))
    S = Full->getSubExpr();
  return isa_and_nonnull<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt,
                         CXXThrowExpr>(S);
}

/// `if (!on) return;`
static Known knownAfter(const IfStmt *I) {
  const bool Then = leaves(I->getThen());
  if (Then == leaves(I->getElse()))
    return {};
  return {I->getCond(), !Then};
}

/// What being below \p P, in its child \p Child, tells.
static Known knownIn(const Stmt *P, const Stmt *Child) {
  if (const auto *I = dyn_cast<IfStmt>(P)) {
    if (Child == I->getThen() || Child == I->getElse())
      return {I->getCond(), Child == I->getThen()};
  } else if (const auto *C = dyn_cast<ConditionalOperator>(P)) {
    if (Child != C->getCond())
      return {C->getCond(), Child == C->getTrueExpr()};
  } else if (const auto *B = dyn_cast<BinaryOperator>(P)) {
    if (B->isLogicalOp() && Child == B->getRHS())
      return {B->getLHS(), B->getOpcode() == BO_LAnd};
  } else if (const auto *W = dyn_cast<WhileStmt>(P)) {
    if (Child == W->getBody())
      return {W->getCond(), true};
  } else if (const auto *F = dyn_cast<ForStmt>(P)) {
    if (Child == F->getBody())
      return {F->getCond(), true};
  }
  return {};
}

ParamTest Surroundings::onlyIf(const Stmt *S) const {
  ParamTest Result;
  if (!hasFlags())
    return Result;
  const LocalTable &Table = Paths.locals(Function);
  auto Take = [&](const Known &K) {
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
