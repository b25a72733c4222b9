//===- ModelerLocks.cpp - Locks, and flags that are set under one ---------===//
//
// `releasing_ = true;` under a lock keeps others away after the lock was given
// back, if they test the flag. Fields and global variables that are bool or
// std::atomic<bool> are followed, and set by a literal.
//
//===----------------------------------------------------------------------===//
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

static bool isAtomicBool(QualType T) {
  const auto *S = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T->getAsCXXRecordDecl());
  if (!S || !S->isInStdNamespace() || S->getName() != "atomic")
    return false;
  const TemplateArgument &Value = S->getTemplateArgs()[0];
  return Value.getKind() == TemplateArgument::Type &&
         Value.getAsType()->isBooleanType();
}

/// A bool that outlives the call.
static bool isFlag(const Expr *E) {
  const ValueDecl *D = nullptr;
  if (const auto *M = dyn_cast<MemberExpr>(E))
    D = dyn_cast<FieldDecl>(M->getMemberDecl());
  else if (const auto *R = dyn_cast<DeclRefExpr>(E))
    D = dyn_cast<VarDecl>(R->getDecl());
  const auto *V = dyn_cast_or_null<VarDecl>(D);
  if (!D || (V && V->hasLocalStorage()) || D->getType()->isDependentType())
    return false;
  return D->getType()->isBooleanType() || isAtomicBool(D->getType());
}

namespace {
struct FlagOperation {
  const Expr *Flag = nullptr;
  EventKind How = EventKind::TestFlag;
};
} // namespace

static FlagOperation set(const Expr *Flag, const Expr *Value) {
  const auto *Truth = dyn_cast<CXXBoolLiteralExpr>(strip(Value));
  if (!Truth)
    return {};
  return {strip(Flag),
          Truth->getValue() ? EventKind::SetFlag : EventKind::ClearFlag};
}

static FlagOperation flagOperation(const Expr *E) {
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E)) {
    if (Cast->getCastKind() == CK_LValueToRValue)
      return {strip(Cast->getSubExpr()), EventKind::TestFlag};
  } else if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    if (B->getOpcode() == BO_Assign)
      return set(B->getLHS(), B->getRHS());
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E)) {
    if (O->getOperator() == OO_Equal && O->getNumArgs() == 2)
      return set(O->getArg(0), O->getArg(1));
  } else if (const auto *C = dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *M = C->getMethodDecl();
    if (!M || !M->getParent()->isInStdNamespace())
      return {};
    if (isa<CXXConversionDecl>(M))
      return {strip(objectOf(C)), EventKind::TestFlag};
    if (!M->getDeclName().isIdentifier())
      return {};
    if (M->getName() == "store" && C->getNumArgs() > 0)
      return set(objectOf(C), C->getArg(0));
    if (M->getName() == "load")
      return {strip(objectOf(C)), EventKind::TestFlag};
  }
  return {};
}

void FunctionModeler::flag(const Expr *E) {
  const FlagOperation Op = flagOperation(E);
  if (!Op.Flag || !isFlag(Op.Flag))
    return;
  Event New;
  New.Kind = Op.How;
  New.At = E;
  New.Lock = M.Paths.path(Op.Flag);
  if (!New.Lock.isKnown())
    return;
  if (Op.How == EventKind::TestFlag) {
    New.Index = Result.FlagTests.size();
    Result.FlagTests.push_back({M.Facts.site(E), Self, New.Lock, {}});
  }
  event(std::move(New));
}

void FunctionModeler::lockOperations(const Stmt *At,
                                     const LockOperations &Ops) {
  for (const LockOperation &Op : Ops) {
    Event E;
    E.Kind = Op.Action == LockAction::Release ? EventKind::Release
                                              : EventKind::Acquire;
    E.At = At;
    E.Var = Op.Guard;
    E.Lock = Op.Lock;
    E.Mode = Op.Mode;
    E.Try = Op.Action == LockAction::Try;
    if (Op.Action == LockAction::Acquire)
      if (AccessPath Question = questionBefore(At); Question.isKnown()) {
        E.Asks = true;
        Questions.push_back(std::move(Question));
      }
    event(std::move(E));
  }
}

/// `return lock(), map_.size();`
void FunctionModeler::temporaryGuard(const Expr *E) {
  const auto *Comma = E->getType()->isRecordType()
                          ? dyn_cast_or_null<BinaryOperator>(Around.consumer(E))
                          : nullptr;
  if (Comma && Comma->isCommaOp() && strip(Comma->getLHS()) == E)
    lockOperations(E, M.Locks.temporary(E));
}

} // namespace mapwarden
