//===- Branches.cpp - On which branches it depends whether code runs ------===//
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

/// `m.emplace(k, v).second`, or a variable that may have it: was it added?
static bool asksIfAdded(const Expr *Condition) {
  const Expr *E = strip(Condition);
  if (const auto *Not = dyn_cast<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot)
    E = strip(Not->getSubExpr());
  if (const auto *M = dyn_cast<MemberExpr>(E))
    return M->getMemberDecl()->getDeclName().isIdentifier() &&
           M->getMemberDecl()->getName() == "second";
  const auto *R = dyn_cast<DeclRefExpr>(E);
  return R && (isa<BindingDecl>(R->getDecl()) ||
               (isa<VarDecl>(R->getDecl()) &&
                R->getDecl()->getType()->isBooleanType()));
}

const Stmt *Surroundings::branch(const Stmt *S) const {
  const Stmt *Child = S;
  for (const Stmt *P = parent(S); P; Child = P, P = parent(P)) {
    if (isa<LambdaExpr>(P))
      return nullptr;
    if (isa<SwitchStmt>(P))
      return P;
    const auto *I = dyn_cast<IfStmt>(P);
    if (I && (Child == I->getThen() || Child == I->getElse()) && I->getCond() &&
        !asksIfAdded(I->getCond()))
      return P;
  }
  return nullptr;
}

} // namespace mapwarden
