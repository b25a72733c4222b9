//===- ConditionalLocks.cpp - Locks that are taken for some data only -----===//
//
// `if (!tx.created.empty()) guard.lock();`: who does not ask the same holds no
// lock when nothing is created. `if (threads) m.lock();` is another matter:
// where a flag says that no lock is needed, none is.
//
//===----------------------------------------------------------------------===//
#include "Model/Conditions.h"
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

/// What \p Condition asks about: `created` of `!created.empty()`, also by way
/// of a constant; unknown for anything but the content of library objects.
AccessPath FunctionModeler::questionIn(const Expr *Condition) const {
  for (unsigned Budget = 8; Condition && Budget; --Budget) {
    Condition = strip(Condition);
    if (const auto *U = dyn_cast<UnaryOperator>(Condition)) {
      if (U->getOpcode() != UO_LNot)
        return {};
      Condition = U->getSubExpr();
    } else if (const auto *B = dyn_cast<BinaryOperator>(Condition)) {
      if (!B->isComparisonOp())
        return {};
      Condition =
          isa<IntegerLiteral>(strip(B->getLHS())) ? B->getRHS() : B->getLHS();
    } else if (const auto *R = dyn_cast<DeclRefExpr>(Condition)) {
      const auto *V = dyn_cast<VarDecl>(R->getDecl());
      if (!V || !V->hasLocalStorage() || isa<ParmVarDecl>(V) ||
          M.Paths.locals(F).Altered.count(V))
        return {};
      Condition = V->getInit();
    } else {
      const auto *C = dyn_cast<CXXMemberCallExpr>(Condition);
      const CXXMethodDecl *Method = C ? C->getMethodDecl() : nullptr;
      if (!Method || !isInSystemHeader(Method) ||
          !Method->getDeclName().isIdentifier() ||
          (Method->getName() != "empty" && Method->getName() != "size"))
        return {};
      return M.Paths.path(objectOf(C));
    }
  }
  return {};
}

/// What the innermost branch that \p Lock is the content of asks about.
AccessPath FunctionModeler::questionBefore(const Stmt *Lock) const {
  const Stmt *Child = Lock;
  for (const Stmt *P = Around.parent(Child); P && !isa<LambdaExpr>(P);
       Child = P, P = Around.parent(P))
    if (const auto *I = dyn_cast<IfStmt>(P);
        I && I->getCond() && Child == I->getThen())
      return questionIn(I->getCond());
  return {};
}

/// \p S is part of a branch, or of a loop over the same data, that depends on
/// what a lock was taken for.
bool FunctionModeler::asksTheSame(const Stmt *S) const {
  const Stmt *Child = S;
  for (const Stmt *P = Around.parent(Child); P;
       Child = P, P = Around.parent(P)) {
    AccessPath Question;
    if (const auto *R = dyn_cast<CXXForRangeStmt>(P)) {
      if (Child == R->getBody() && R->getRangeInit())
        Question = M.Paths.path(R->getRangeInit());
    } else {
      Question = questionIn(knownIn(P, Child).Condition);
    }
    if (Question.isKnown() && llvm::is_contained(Questions, Question))
      return true;
  }
  return false;
}

} // namespace mapwarden
