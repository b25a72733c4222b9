//===- Locks.cpp - Calls that take and give back locks --------------------===//
#include "Model/Locks.h"
#include "Catalog/Names.h"

using namespace clang;

namespace mapwarden {

LockOperations LockModel::operationsIn(const FunctionDecl *F,
                                       bool ThroughMethods) {
  LockOperations Result;
  llvm::SmallVector<const Stmt *, 16> Work{F->getBody()};
  unsigned Budget = 400;
  while (!Work.empty() && Budget--) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const auto *C = dyn_cast<CallExpr>(S)) {
      const auto *M = dyn_cast<CXXMemberCallExpr>(C);
      if (M)
        Result.append(methodCall(M));
      if (M && ThroughMethods && Result.empty())
        Result.append(ofCallee(M, M->getMethodDecl()));
      if (!M && C->getNumArgs() > 0)
        if (const FunctionDecl *Callee = C->getDirectCallee();
            Callee && Callee->getDeclName().isIdentifier())
          if (auto Row = Types.catalog().lockFunction(Callee->getName()))
            Result.push_back(
                {Row->Action, Row->Mode, Paths.path(C->getArg(0)), nullptr});
    }
    for (const Stmt *Child : S->children())
      Work.push_back(Child);
  }
  return Result;
}

void LockModel::collect(const FunctionDecl *F, TakenList &Out) {
  // `AutoReadLock(RWLock &l) : lock_(l) { lock_.acquireForReading(); }`
  const bool OfGuard = isa<CXXConstructorDecl, CXXDestructorDecl>(F);
  for (const LockOperation &Op : operationsIn(F, OfGuard))
    if (!Op.Guard)
      Out.push_back({Op.Lock, Op.Mode, Op.Action});
}

/// `announce(lock)`, which gives the caller's lock back, or takes it: a
/// function that does both leaves it as it was.
void LockModel::passGuards(const CallExpr *C, const FunctionDecl *F,
                           LockOperations &Out) {
  const FunctionDecl *Def = nullptr;
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(F) || !F->getBody(Def) ||
      isa<CXXOperatorCallExpr>(C))
    return;
  for (unsigned I = 0; I < C->getNumArgs() && I < Def->getNumParams(); ++I) {
    const ParmVarDecl *Param = Def->getParamDecl(I);
    const auto *R = dyn_cast<DeclRefExpr>(strip(C->getArg(I)));
    const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
    if (!V || !Param->getType()->isLValueReferenceType() ||
        !isGuard(V->getType()))
      continue;
    LockOperations Ops = operationsIn(Def);
    llvm::erase_if(Ops,
                   [&](const LockOperation &Op) { return Op.Guard != Param; });
    auto DoesSame = [&](const LockOperation &Op) {
      return (Op.Action == LockAction::Release) ==
             (Ops.front().Action == LockAction::Release);
    };
    if (Ops.empty() || !llvm::all_of(Ops, DoesSame))
      continue;
    LockOperation Op = Ops.front();
    Op.Guard = V;
    if (Op.Action != LockAction::Release)
      Op.Lock = deferredLock(V);
    Out.push_back(std::move(Op));
  }
}

/// A function that only takes, or only gives back, locks does so for its
/// caller: `void lockTable() { pthread_mutex_lock(&mutex); }`.
const LockModel::TakenList &LockModel::takenBy(const FunctionDecl *F) {
  const FunctionDecl *Def = F;
  F->getBody(Def);
  auto It = Known.find(Def);
  if (It != Known.end())
    return It->second;
  Known[Def] = {};
  TakenList All;
  collect(Def, All);
  bool Acquires = false, Releases = false;
  for (const Taken &T : All)
    (T.Action == LockAction::Release ? Releases : Acquires) = true;
  if (Acquires && Releases)
    All.clear();
  return Known[Def] = All;
}

LockOperations LockModel::methodCall(const CXXMemberCallExpr *C) {
  const CXXMethodDecl *M = C->getMethodDecl();
  if (!M || !M->getDeclName().isIdentifier())
    return {};
  auto Row = Types.catalog().lockMethod(M->getName());
  const Expr *Object = objectOf(C);
  if (!Row || !Object || !Types.isLockable(Object->getType()))
    return {};
  LockOperation Op;
  Op.Action = Row->Action;
  Op.Mode = Row->Mode;
  QualType T = Object->getType();
  if (auto Guard = catalogued(T); Guard || isGuard(T)) {
    Op.Mode = Guard.value_or(Op.Mode);
    if (const auto *R = dyn_cast<DeclRefExpr>(strip(Object)))
      Op.Guard = dyn_cast<VarDecl>(R->getDecl());
    if (Op.Action != LockAction::Release)
      Op.Lock = deferredLock(Op.Guard);
    return {Op};
  }
  Op.Lock = Paths.path(Object);
  if (Op.Lock.isKnown())
    return {Op};
  return {};
}

LockOperations LockModel::call(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  if (!F)
    return {};
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(C))
    if (LockOperations Ops = methodCall(M); !Ops.empty())
      return Ops;
  StringRef Name = F->getDeclName().isIdentifier() ? F->getName() : "";
  LockOperations Result;
  if (auto Row = Types.catalog().lockFunction(Name)) {
    if (C->getNumArgs() > 0)
      Result.push_back(
          {Row->Action, Row->Mode, Paths.path(C->getArg(0)), nullptr});
    return Result;
  }
  if (isInSystemHeader(F)) {
    if (Name == "lock") // std::lock(a, b)
      for (const Expr *A : C->arguments())
        if (Types.isLockable(A->getType())) {
          LockOperation Op;
          const auto *R = dyn_cast<DeclRefExpr>(strip(A));
          if (R && isGuard(A->getType())) {
            Op.Guard = dyn_cast<VarDecl>(R->getDecl());
            Op.Lock = deferredLock(Op.Guard);
            Op.Mode = catalogued(A->getType()).value_or(Op.Mode);
          } else {
            Op.Lock = Paths.path(A);
          }
          Result.push_back(Op);
        }
    return Result;
  }
  passGuards(C, F, Result);
  Result.append(ofCallee(C, F));
  if (Result.empty())
    Result = byName(F);
  return Result;
}

/// `store.lock_maps();`, the body of which is not in sight: takes some lock,
/// which `store.unlock_maps()` gives back.
LockOperations LockModel::byName(const FunctionDecl *F) {
  if (F->hasBody() || !F->getReturnType()->isVoidType() ||
      !F->getDeclName().isIdentifier())
    return {};
  const std::vector<std::string> Words = wordsOf(F->getName());
  const bool Releases = !Words.empty() && Words[0] == "unlock";
  if (Words.empty() || !(Releases || Words[0] == "lock"))
    return {};
  LockOperation Op;
  Op.Action = Releases ? LockAction::Release : LockAction::Acquire;
  Op.Lock.Root = RootKind::Temporary;
  if (const auto *M = dyn_cast<CXXMethodDecl>(F))
    Op.Lock.Entity = Facts.entity(M->getParent());
  return {Op};
}

/// \p Lock of the function that \p C calls, as the caller sees it.
AccessPath LockModel::inCallerOf(const CallExpr *C, const AccessPath &Lock) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(C);
  if (Lock.Root == RootKind::This && Member)
    return rebase(Lock, Paths.path(objectOf(Member)));
  if (Lock.Root == RootKind::Param && Lock.Index < C->getNumArgs())
    return rebase(Lock, Paths.path(C->getArg(Lock.Index)));
  return Lock;
}

/// What \p F, which takes locks for its callers or gives them back, does where
/// \p C calls it.
LockOperations LockModel::ofCallee(const CallExpr *C, const FunctionDecl *F) {
  LockOperations Result;
  if (!F || isa<CXXConstructorDecl, CXXDestructorDecl>(F) || !F->hasBody() ||
      isInSystemHeader(F))
    return Result;
  for (const Taken &T : takenBy(F)) {
    LockOperation Op{T.Action, T.Mode, inCallerOf(C, T.Lock), nullptr};
    if (Op.Lock.isKnown())
      Result.push_back(Op);
  }
  return Result;
}

} // namespace mapwarden
