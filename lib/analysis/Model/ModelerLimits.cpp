//===- ModelerLimits.cpp - Counts and sizes that are compared -------------===//
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

/// The variable or field an integer expression names.
static const ValueDecl *namedInteger(const Expr *E) {
  E = strip(E);
  if (!E->getType()->isIntegerType())
    return nullptr;
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    return dyn_cast<VarDecl>(R->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    if (isa<CXXThisExpr, DeclRefExpr>(strip(Member->getBase())) &&
        !isInSystemHeader(Member->getMemberDecl()))
      return Member->getMemberDecl();
  return nullptr;
}

static bool startsOverWithEachCall(const ValueDecl *Counter) {
  const auto *V = dyn_cast<VarDecl>(Counter);
  const auto *F = V ? dyn_cast<FunctionDecl>(V->getDeclContext()) : nullptr;
  return F && V->hasLocalStorage() && !F->isMain() &&
         !V->getType()->isReferenceType();
}

/// `if (count_ >= kMax) return; m.emplace(…); ++count_;` limits m as well.
void FunctionModeler::countedGuards() {
  for (auto [Counter, Where] : CountTests)
    if (Incremented.count(Counter) && !startsOverWithEachCall(Counter))
      for (const UseFact &U : Result.Uses)
        if (U.isGrowth())
          M.Facts.Facts.SizeTests.push_back({Where, Self, U.Container, false});
}

void FunctionModeler::increment(const Expr *Operand, const Expr *At) {
  if (const ValueDecl *D = namedInteger(Operand))
    Incremented.insert(D);
  const auto *R = dyn_cast<DeclRefExpr>(strip(Operand));
  if (const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
      V && V->hasLocalStorage() && !V->getType()->isReferenceType()) {
    Event E;
    E.Kind = EventKind::Write;
    E.At = At;
    E.Var = V;
    event(std::move(E));
    return;
  }
  elementWrite(Operand, At);
}

/// `unsigned &open = m[host]; if (open >= limit)`: a count per element limits
/// what the element stands for, not the elements.
bool FunctionModeler::isPartOfElement(const Expr *E) {
  return llvm::any_of(M.Paths.resolve(E), [](const Ref &R) {
    return R.Path.hasStep(StepKind::Element);
  });
}

/// `m.size() >= limit` that decides something, or is what the function says.
void FunctionModeler::comparison(const BinaryOperator *B) {
  for (const Expr *Side : {B->getLHS(), B->getRHS()}) {
    const Expr *Other = Side == B->getLHS() ? B->getRHS() : B->getLHS();
    const auto *Zero = dyn_cast<IntegerLiteral>(strip(Other));
    if (Zero && Zero->getValue().isZero())
      continue;
    const Expr *E = strip(Side);
    if (const ValueDecl *D = namedInteger(E); D && B->isRelationalOp())
      if (Around.decides(B) && !isPartOfElement(E))
        CountTests.push_back({D, M.Facts.site(B)});
    if (const auto *R = dyn_cast<DeclRefExpr>(E))
      if (const auto *V = dyn_cast<VarDecl>(R->getDecl());
          V && V->hasLocalStorage() && V->getInit())
        E = strip(V->getInit());
    if (const auto *Sum = dyn_cast<BinaryOperator>(E);
        Sum && Sum->isAdditiveOp())
      E = strip(Sum->getLHS());
    const auto *C = dyn_cast<CXXMemberCallExpr>(E);
    if (!C || !C->getMethodDecl())
      continue;
    const Expr *Object = objectOf(C);
    bool Arrow = Object->getType()->isPointerType();
    ContainerType T = M.Types.container(
        Arrow ? Object->getType()->getPointeeType() : Object->getType());
    if (!T || M.Types.catalog()
                      .member(*T.Row, C->getMethodDecl()->getNameAsString())
                      .Op != MapOp::Size)
      continue;
    bool Predicate = isa_and_nonnull<ReturnStmt>(Around.consumer(B));
    if (!Predicate && !Around.decides(B))
      continue;
    for (const Ref &R :
         Arrow ? M.Paths.pointee(Object) : M.Paths.resolve(Object))
      M.Facts.Facts.SizeTests.push_back(
          {M.Facts.site(B), Self, R.Path, Predicate});
  }
}

} // namespace mapwarden
