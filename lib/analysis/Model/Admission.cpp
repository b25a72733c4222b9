//===- Admission.cpp - Calls that say whether to go on --------------------===//
#include "Model/Surroundings.h"

using namespace clang;

namespace mapwarden {

/// What hands a value on to a condition as it is, or negated.
static bool isTransparent(const Stmt *S) {
  if (isa<ParenExpr, CastExpr, FullExpr, MaterializeTemporaryExpr,
          CXXBindTemporaryExpr, CXXConstructExpr>(S))
    return true;
  if (const auto *U = dyn_cast<UnaryOperator>(S))
    return U->getOpcode() == UO_LNot;
  if (const auto *B = dyn_cast<BinaryOperator>(S))
    return B->isEqualityOp();
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(S))
    return O->isComparisonOp() || O->getOperator() == OO_Exclaim;
  if (const auto *M = dyn_cast<MemberExpr>(S)) // operator bool
    return !M->getMemberDecl()->getDeclName().isIdentifier() ||
           M->getMemberDecl()->getName() == "has_value";
  const auto *C = dyn_cast<CXXMemberCallExpr>(S);
  return C && isa_and_nonnull<CXXConversionDecl>(C->getMethodDecl());
}

bool Surroundings::admits(const Expr *E) const {
  llvm::SmallVector<const Stmt *, 8> Work{E};
  for (size_t I = 0; I < Work.size() && I < 32; ++I) {
    const Stmt *Child = Work[I], *P = parent(Child);
    while (P && isTransparent(P)) {
      Child = P;
      P = parent(P);
    }
    if (const auto *If = dyn_cast_or_null<IfStmt>(P);
        If && If->getCond() == Child &&
        (leavesOrMutates(If->getThen(), Types, false) ||
         leavesOrMutates(If->getElse(), Types, false)))
      return true;
    const auto *D = I == 0 ? dyn_cast_or_null<DeclStmt>(P) : nullptr;
    const auto *V = D && D->isSingleDecl()
                        ? dyn_cast<VarDecl>(D->getSingleDecl())
                        : nullptr;
    if (V && V->hasLocalStorage())
      llvm::append_range(Work, Paths.locals(Function).References.lookup(V));
  }
  return false;
}

} // namespace mapwarden
