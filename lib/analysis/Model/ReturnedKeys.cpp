//===- ReturnedKeys.cpp - Keys that only the caller is told ---------------===//
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

static const Expr *withoutStep(const Expr *E) {
  E = strip(E);
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && U->isIncrementDecrementOp())
    E = strip(U->getSubExpr());
  return E;
}

/// The variable, or the field of the object itself, that \p E names.
static const ValueDecl *variableIn(const Expr *E) {
  E = withoutStep(E);
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    return R->getDecl();
  const auto *Member = dyn_cast<MemberExpr>(E);
  return Member && isa<CXXThisExpr>(strip(Member->getBase()))
             ? Member->getMemberDecl()
             : nullptr;
}

namespace {

/// What a body does with a variable, but for one expression.
struct Mentions {
  bool Returned = false, Elsewhere = false;

  void collect(const Stmt *Body, const ValueDecl *D, const Expr *Except) {
    llvm::SmallVector<std::pair<const Stmt *, bool>, 32> Work{{Body, false}};
    while (!Work.empty()) {
      auto [S, InReturn] = Work.pop_back_val();
      if (!S || S == Except)
        continue;
      const auto *E = dyn_cast<Expr>(S);
      if (E && isa<DeclRefExpr, MemberExpr>(E) && variableIn(E) == D)
        (InReturn ? Returned : Elsewhere) = true;
      const auto *Step = dyn_cast<UnaryOperator>(S);
      if (Step && Step->isIncrementDecrementOp() && !InReturn &&
          variableIn(Step) == D)
        continue; // `++last_;` tells nobody.
      for (const Stmt *Child : S->children())
        Work.push_back({Child, InReturn || isa<ReturnStmt>(S)});
    }
  }
};

} // namespace

/// `handlers_.emplace(next_, handler); return next_++;`
bool FunctionModeler::onlyCallerLearns(const Expr *Key) const {
  const ValueDecl *D = variableIn(Key);
  if (!D || isa<ParmVarDecl>(D) || F->getReturnType()->isVoidType() ||
      !F->getBody() || !D->getType()->isIntegerType())
    return false;
  Mentions Of;
  Of.collect(F->getBody(), D, Key);
  return Of.Returned && !Of.Elsewhere;
}

} // namespace mapwarden
