//===- Written.cpp - Is the element an expression denotes written? --------===//
#include "Model/Surroundings.h"

using namespace clang;

namespace mapwarden {

static bool isMutableReference(QualType T) {
  return T->isReferenceType() && !T.getNonReferenceType().isConstQualified();
}

bool Surroundings::writtenByCall(const CallExpr *C, const Expr *E) const {
  const FunctionDecl *F = C->getDirectCallee();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
  unsigned Shift = isa<CXXOperatorCallExpr>(C) && Method ? 1 : 0;
  for (unsigned I = 0; I < C->getNumArgs(); ++I) {
    if (strip(C->getArg(I)) != E)
      continue;
    if (Shift && I == 0)
      return !Method->isConst();
    if (!F || I - Shift >= F->getNumParams())
      return false;
    return isMutableReference(F->getParamDecl(I - Shift)->getType());
  }
  return false;
}

bool Surroundings::writtenThroughVariable(const VarDecl *V,
                                          unsigned Depth) const {
  if (!isMutableReference(V->getType()) && !V->getType()->isPointerType())
    return false;
  const LocalTable &Table = Paths.locals(Function);
  auto It = Table.References.find(V);
  if (It == Table.References.end())
    return false;
  return llvm::any_of(It->second, [&](const DeclRefExpr *R) {
    return isWritten(R, Depth + 1);
  });
}

bool Surroundings::writtenByDeclaration(const DeclStmt *D, const Expr *E,
                                        unsigned Depth) const {
  for (const Decl *Each : D->decls())
    if (const auto *V = dyn_cast<VarDecl>(Each);
        V && V->getInit() && strip(V->getInit()) == E)
      // Not the hidden `auto &&__range = m[k]` of a range-for.
      return !V->isImplicit() && V->getType()->isReferenceType() &&
             writtenThroughVariable(V, Depth + 1);
  return false;
}

bool Surroundings::writtenByOperator(const CXXOperatorCallExpr *O,
                                     const Expr *E, unsigned Depth) const {
  bool IsObject = O->getNumArgs() > 0 && strip(O->getArg(0)) == E;
  // `outer[a][b]`, `(*m[k]).x`: as the inner access.
  if (IsObject && O->getOperator() == OO_Subscript) {
    ContainerType C = Types.container(E->getType());
    return (C && C.Row->isAssociative()) || isWritten(O, Depth + 1);
  }
  if (IsObject && (O->getOperator() == OO_Arrow || O->getOperator() == OO_Star))
    return false;
  return writtenByCall(O, E);
}

bool Surroundings::isWritten(const Expr *E, unsigned Depth) const {
  if (Depth > 6)
    return true;
  E = strip(E);
  const Stmt *P = consumer(E);
  if (!P)
    return true;
  if (const auto *U = dyn_cast<UnaryOperator>(P)) {
    if (U->getOpcode() == UO_Deref) // A pointer variable: what it points to.
      return isWritten(U, Depth + 1);
    return U->isIncrementDecrementOp() || U->getOpcode() == UO_AddrOf;
  }
  if (const auto *B = dyn_cast<BinaryOperator>(P)) {
    if (B->isAssignmentOp())
      return strip(B->getLHS()) == E;
    return B->getOpcode() == BO_Comma && isWritten(B, Depth + 1);
  }
  if (const auto *M = dyn_cast<MemberExpr>(P)) {
    if (M->isArrow()) // What a stored pointer points to is not the element.
      return false;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(M->getMemberDecl()))
      return !Method->isConst() && !isa<CXXConversionDecl>(Method);
    return isWritten(M, Depth + 1);
  }
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(P))
    return isWritten(S, Depth + 1);
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(P))
    return writtenByOperator(O, E, Depth);
  if (const auto *C = dyn_cast<CallExpr>(P))
    return writtenByCall(C, E);
  if (const auto *C = dyn_cast<CXXConstructExpr>(P)) {
    for (unsigned I = 0; I < C->getNumArgs(); ++I)
      if (strip(C->getArg(I)) == E && I < C->getConstructor()->getNumParams())
        return isMutableReference(
                   C->getConstructor()->getParamDecl(I)->getType()) &&
               !C->getConstructor()->isMoveConstructor();
    return false;
  }
  if (const auto *C = dyn_cast<ConditionalOperator>(P))
    return strip(C->getCond()) != E && isWritten(C, Depth + 1);
  if (isa<ReturnStmt>(P))
    return isMutableReference(Function->getReturnType()) ||
           (E->getType()->isPointerType() && !E->isGLValue());
  if (const auto *D = dyn_cast<DeclStmt>(P))
    return writtenByDeclaration(D, E, Depth);
  // Iterating an inner container reads it; what the loop variable does is a
  // write of its own.
  if (isa<CXXForRangeStmt>(P))
    return false;
  // `m[k];` alone makes an entry on purpose.
  return isa<CompoundStmt>(P);
}

bool Surroundings::decides(const Expr *E) const {
  const bool Program = Paths.isWholeProgram();
  const Stmt *Child = E;
  for (const Stmt *P = parent(E); P; Child = P, P = parent(P)) {
    if (const auto *I = dyn_cast<IfStmt>(P))
      return I->getCond() == Child &&
             (leavesOrMutates(I->getThen(), Types, Program) ||
              leavesOrMutates(I->getElse(), Types, Program));
    if (const auto *W = dyn_cast<WhileStmt>(P))
      return W->getCond() == Child;
    if (const auto *F = dyn_cast<ForStmt>(P))
      return F->getCond() == Child;
    if (const auto *D = dyn_cast<DoStmt>(P))
      return D->getCond() == Child;
    if (const auto *C = dyn_cast<ConditionalOperator>(P))
      if (C->getCond() == Child)
        return true;
    if (const auto *B = dyn_cast<BinaryOperator>(P))
      if (B->isLogicalOp() && B->getLHS() == Child &&
          leavesOrMutates(B->getRHS(), Types, Program))
        return true;
    // `const bool full = …; if (full) return;`
    if (const auto *D = dyn_cast<DeclStmt>(P)) {
      const LocalTable &Table = Paths.locals(Function);
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each);
            V && V->getType()->isBooleanType())
          for (const DeclRefExpr *R : Table.References.lookup(V))
            if (decides(R))
              return true;
      return false;
    }
    if (isa<CompoundStmt, LambdaExpr>(P))
      return false;
  }
  return false;
}

} // namespace mapwarden
