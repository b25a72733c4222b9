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

/// `answer.wait_for(limit)`, `arrived_.wait_until(lock, end, done)`: gives up
/// when the time is over.
static bool isTimedWait(const FunctionDecl *F) {
  return isa<CXXMethodDecl>(F) && F->getDeclName().isIdentifier() &&
         (F->getName() == "wait_for" || F->getName() == "wait_until");
}

/// The call whose outcome \p Condition looks at, be it in a variable.
static const CallExpr *askedIn(const Expr *Condition) {
  llvm::SmallVector<const Stmt *, 8> Work{Condition};
  for (unsigned Budget = 40; !Work.empty() && Budget; --Budget) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    const auto *C = dyn_cast<CallExpr>(S);
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    if (F && (!isInSystemHeader(F) || F->isExternC() || isTimedWait(F)))
      return C;
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
static void
forEachFailure(const Stmt *Root,
               llvm::function_ref<void(const Stmt *, const CallExpr *)> Tell) {
  llvm::SmallVector<const Stmt *, 16> Work{Root};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const auto *I = dyn_cast<IfStmt>(S); I && I->getCond())
      if (const Stmt *End = failingEnd(I->getThen()))
        if (const CallExpr *Cause = askedIn(I->getCond()))
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

/// `sent.future.wait_for(limit)`, where \p V is `sent`.
static bool isWaitFor(const CallExpr *C, const VarDecl *V) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(C);
  if (!Call || !isTimedWait(C->getDirectCallee()))
    return false;
  const Expr *E = objectOf(Call);
  while (const auto *M = dyn_cast<MemberExpr>(strip(E)))
    E = M->getBase();
  const auto *R = dyn_cast<DeclRefExpr>(strip(E));
  return R && R->getDecl() == V;
}

/// The statements that follow \p Begin may say that something failed.
void FunctionModeler::findGiveUps(const Stmt *Begin, const VarDecl *Waited) {
  for (const Stmt *S : restAfter(Begin, Around))
    forEachFailure(S, [&](const Stmt *End, const CallExpr *Cause) {
      if (!Waited || isWaitFor(Cause, Waited))
        M.Facts.Facts.GiveUps.push_back(
            {M.Facts.site(End), Self, M.Facts.site(Begin),
             M.Facts.entity(Cause->getDirectCallee())});
    });
}

void FunctionModeler::findGiveUps() {
  for (size_t I = 0; I < Result.Uses.size(); ++I)
    if (const UseFact &U = Result.Uses[I];
        U.isGrowth() && U.Op != MapOp::Resize && !U.Key.Text.empty())
      findGiveUps(Result.UseStmts[I], nullptr);
  // `auto sent = send(request);`: the callee may have inserted what is awaited.
  for (const Event &E : Result.Events) {
    const auto *C =
        E.Kind == EventKind::Call ? dyn_cast<CallExpr>(E.At) : nullptr;
    const auto *D =
        C ? dyn_cast_or_null<DeclStmt>(Around.consumer(C)) : nullptr;
    const auto *V = D && D->isSingleDecl()
                        ? dyn_cast<VarDecl>(D->getSingleDecl())
                        : nullptr;
    if (V && V->getType()->isRecordType())
      findGiveUps(C, V);
  }
}

} // namespace mapwarden
