//===- GiveUps.cpp - Functions that fail after an insertion ---------------===//
#include "Catalog/Names.h"
#include "Model/Conditions.h"
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

static bool namesFailure(StringRef Name) {
  const auto Words = wordsOf(Name);
  return hasWord(Words, words::Failures) || hasWord(Words, words::Mishap);
}

/// `false`, `nullptr`, `-1`, `{}`, `std::nullopt`, `Result::TimedOut`,
/// `IOError("…")`.
static bool isFailure(const Expr *E) {
  E = strip(E);
  if (const auto *B = dyn_cast<CXXBoolLiteralExpr>(E))
    return !B->getValue();
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(E))
    return true;
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return U->getOpcode() == UO_Minus &&
           isa<IntegerLiteral>(strip(U->getSubExpr()));
  if (const auto *L = dyn_cast<InitListExpr>(E))
    return L->getNumInits() == 0;
  if (const auto *C = dyn_cast<CXXConstructExpr>(E))
    return C->getNumArgs() == 1 && isFailure(C->getArg(0));
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    return R->getDecl()->getDeclName().isIdentifier() &&
           (R->getDecl()->getName() == "nullopt" ||
            (isa<EnumConstantDecl>(R->getDecl()) &&
             namesFailure(R->getDecl()->getName())));
  const auto *C = dyn_cast<CallExpr>(E);
  const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
  return F && F->getDeclName().isIdentifier() && namesFailure(F->getName());
}

/// The return or throw at the end of \p Branch that says something failed.
static const Stmt *failingEnd(const Stmt *Branch) {
  const Stmt *End = lastOf(Branch);
  if (isa_and_nonnull<CXXThrowExpr>(End))
    return End;
  const auto *R = dyn_cast_or_null<ReturnStmt>(End);
  return R && R->getRetValue() && isFailure(R->getRetValue()) ? R : nullptr;
}

/// The function whose outcome \p Condition looks at, be it in a variable.
static const FunctionDecl *askedIn(const Expr *Condition) {
  llvm::SmallVector<const Stmt *, 8> Work{Condition};
  for (unsigned Budget = 40; !Work.empty() && Budget; --Budget) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    const auto *C = dyn_cast<CallExpr>(S);
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    if (F && (!isInSystemHeader(F) || F->isExternC()))
      return F;
    if (const auto *R = dyn_cast<DeclRefExpr>(S))
      if (const auto *V = dyn_cast<VarDecl>(R->getDecl());
          V && V->hasLocalStorage() && V->getInit() &&
          isa<CallExpr>(strip(V->getInit())))
        Work.push_back(V->getInit());
    for (const Stmt *Child : S->children())
      Work.push_back(Child);
  }
  return nullptr;
}

/// What \p Tell is told of all failures in \p Root: their ends and causes.
static void forEachFailure(
    const Stmt *Root,
    llvm::function_ref<void(const Stmt *, const FunctionDecl *)> Tell) {
  llvm::SmallVector<const Stmt *, 16> Work{Root};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const auto *I = dyn_cast<IfStmt>(S); I && I->getCond())
      if (const Stmt *End = failingEnd(I->getThen()))
        if (const FunctionDecl *Cause = askedIn(I->getCond()))
          Tell(End, Cause);
    for (const Stmt *Child : S->children())
      Work.push_back(Child);
  }
}

/// Statements that may follow \p Use in its function: the rest of each block
/// around it, as far as that is reached.
static llvm::SmallVector<const Stmt *, 8>
restAfter(const Stmt *Use, const Surroundings &Around) {
  llvm::SmallVector<const Stmt *, 8> Rest;
  const Stmt *Child = Use;
  for (const Stmt *P = Around.parent(Child); P && !isa<LambdaExpr>(P);
       Child = P, P = Around.parent(P)) {
    const auto *Block = dyn_cast<CompoundStmt>(P);
    if (!Block || Block->size() > 1000) // Generated: linear time is wanted.
      continue;
    const auto *From = llvm::find(Block->body(), Child);
    if (From == Block->body_end())
      continue;
    for (const Stmt *S : llvm::make_range(std::next(From), Block->body_end())) {
      Rest.push_back(S);
      if (isa<ReturnStmt, BreakStmt, ContinueStmt>(S))
        return Rest;
    }
  }
  return Rest;
}

void FunctionModeler::findGiveUps() {
  for (size_t I = 0; I < Result.Uses.size(); ++I) {
    const UseFact &U = Result.Uses[I];
    if (!U.isGrowth() || U.Op == MapOp::Resize || U.Key.Text.empty())
      continue;
    for (const Stmt *S : restAfter(Result.UseStmts[I], Around))
      forEachFailure(S, [&](const Stmt *End, const FunctionDecl *Cause) {
        M.Facts.Facts.GiveUps.push_back(
            {M.Facts.site(End), Self, U.Where, M.Facts.entity(Cause)});
      });
  }
}

} // namespace mapwarden
