#include "Model/Locks.h"

using namespace clang;

namespace mapwarden {

std::optional<LockMode> LockModel::catalogued(QualType T) const {
  const CXXRecordDecl *R = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  if (!R)
    return std::nullopt;
  if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R))
    return Types.catalog().guard(qualifiedName(S->getSpecializedTemplate()));
  return Types.catalog().guard(qualifiedName(R));
}

static const CXXConstructExpr *constructorIn(const Expr *E) {
  return E ? dyn_cast<CXXConstructExpr>(strip(E)) : nullptr;
}

/// `return std::unique_lock(m);` and `std::unique_lock lock(m); …; return
/// lock;`
LockOperations LockModel::ofReturned(const Expr *Value,
                                     std::optional<LockMode> Mode) {
  const CXXConstructExpr *Made = constructorIn(Value);
  const Expr *Moved = Made && Made->getNumArgs() == 1 ? Made->getArg(0) : Value;
  const auto *R = Moved ? dyn_cast<DeclRefExpr>(strip(Moved)) : nullptr;
  if (const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
      V && V->isLocalVarDecl() && constructorIn(V->getInit())) {
    LockOperations Result = declaration(V);
    for (LockOperation &Op : Result) // What was tried is locked before it goes.
      Op.Action =
          Op.Action == LockAction::Try ? LockAction::Acquire : Op.Action;
    return Result;
  }
  return Made ? fromConstructor(Made, Mode.value_or(LockMode::Exclusive))
              : LockOperations();
}

LockOperations LockModel::declaration(const VarDecl *V) {
  LockOperations Result;
  QualType T = V->getType();
  if (T->isDependentType() || !T->isRecordType() || V->hasGlobalStorage())
    return Result;
  std::optional<LockMode> Mode = catalogued(T);
  if (!Mode && !isGuard(T))
    return Result;
  const CXXConstructExpr *C = constructorIn(V->getInit());
  if (C &&
      (C->getConstructor()->isMoveConstructor() ||
       C->getConstructor()->isCopyConstructor()) &&
      C->getNumArgs() == 1)
    C = constructorIn(C->getArg(0));
  if (C)
    Result = Mode ? fromConstructor(C, *Mode) : fromShape(C);
  // `auto guard = lockTable();` returns a guard it made.
  if (const auto *Call =
          V->getInit() ? dyn_cast<CallExpr>(strip(V->getInit())) : nullptr)
    if (const FunctionDecl *F = Call->getDirectCallee(), *Def = nullptr;
        F && F->getBody(Def))
      for (const ReturnStmt *R : Paths.locals(Def).Returns)
        for (LockOperation Op : ofReturned(R->getRetValue(), Mode))
          Result.push_back(Op);
  for (LockOperation &Op : Result)
    Op.Guard = V;
  return Result;
}

bool LockModel::isDeferred(const CXXConstructExpr *C) const {
  return llvm::any_of(C->arguments(), [&](const Expr *Arg) {
    const CXXRecordDecl *R = Arg->getType()->getAsCXXRecordDecl();
    return R && Types.catalog().lockTag(qualifiedName(R)) == LockTag::Defers;
  });
}

/// What `guard.lock()` takes after `std::unique_lock guard(m, defer_lock)`.
AccessPath LockModel::deferredLock(const VarDecl *Guard) {
  const CXXConstructExpr *C = Guard ? constructorIn(Guard->getInit()) : nullptr;
  if (C && isDeferred(C))
    for (const Expr *Arg : C->arguments())
      if (Types.isLockable(Arg->getType()))
        return Paths.path(Arg);
  return {};
}

LockOperations LockModel::fromConstructor(const CXXConstructExpr *C,
                                          LockMode Mode) {
  LockOperations Result;
  LockAction Action = LockAction::Acquire;
  if (isDeferred(C))
    return Result;
  for (const Expr *Arg : C->arguments()) {
    const CXXRecordDecl *R = Arg->getType()->getAsCXXRecordDecl();
    if (R && Types.catalog().lockTag(qualifiedName(R)) == LockTag::Tries)
      Action = LockAction::Try;
  }
  for (const Expr *Arg : C->arguments())
    if (Types.isLockable(Arg->getType()) || isa<CXXThisExpr>(strip(Arg))) {
      LockOperation Op;
      Op.Action = Action;
      Op.Mode = Mode;
      Op.Lock = Paths.path(Arg);
      if (!Op.Lock.isKnown())
        Op.Lock.Root = RootKind::Temporary; // Some lock is better than none.
      Result.push_back(Op);
    }
  return Result;
}

LockOperations LockModel::fromShape(const CXXConstructExpr *C) {
  LockOperations Result;
  for (const Taken &T : takenBy(C->getConstructor())) {
    LockOperation Op;
    Op.Action = T.Action;
    Op.Mode = T.Mode;
    Op.Lock = T.Lock;
    if (T.Lock.Root == RootKind::Param && T.Lock.Index < C->getNumArgs())
      Op.Lock = rebase(T.Lock, Paths.path(C->getArg(T.Lock.Index)));
    if (!Op.Lock.isKnown())
      Op.Lock.Root = RootKind::Temporary;
    Result.push_back(Op);
  }
  // The body is not in sight: trust a name and a lockable argument.
  if (Result.empty() && !C->getConstructor()->hasBody())
    Result = fromConstructor(
        C, C->getType()->getAsCXXRecordDecl()->getName().contains_insensitive(
               "read")
               ? LockMode::Shared
               : LockMode::Exclusive);
  return Result;
}

/// The locks a constructor takes for its object's life: by its fields that
/// are guards, or in its body on what its fields were initialised with.
const LockModel::TakenList &LockModel::takenBy(const CXXConstructorDecl *D) {
  const FunctionDecl *Def = D;
  D->getBody(Def);
  auto It = Known.find(Def);
  if (It != Known.end())
    return It->second;
  Known[Def] = {};
  TakenList Result;
  llvm::DenseMap<EntityId, AccessPath> Origin;
  for (const CXXCtorInitializer *I : cast<CXXConstructorDecl>(Def)->inits()) {
    const FieldDecl *F = I->getMember();
    if (!F || !I->getInit())
      continue;
    Origin[Facts.entity(F)] = Paths.path(I->getInit());
    if (auto Mode = catalogued(F->getType()))
      if (const CXXConstructExpr *C = constructorIn(I->getInit()))
        for (const LockOperation &Op : fromConstructor(C, *Mode))
          Result.push_back({Op.Lock, Op.Mode, Op.Action});
  }
  TakenList InBody;
  collect(Def, InBody);
  for (Taken &T : InBody) {
    if (T.Lock.Root == RootKind::This && !T.Lock.Steps.empty() &&
        T.Lock.Steps[0].Kind == StepKind::Field) {
      auto From = Origin.find(T.Lock.Steps[0].Field);
      if (From != Origin.end() && From->second.isKnown()) {
        // A pointer parameter's path already names what it points to.
        unsigned Skip =
            T.Lock.Steps.size() > 1 && T.Lock.Steps[1].Kind == StepKind::Deref
                ? 2
                : 1;
        AccessPath Rest = T.Lock;
        Rest.Steps.erase(Rest.Steps.begin(), Rest.Steps.begin() + Skip);
        T.Lock = rebase(Rest, From->second);
      }
    }
    Result.push_back(T);
  }
  return Known[Def] = Result;
}

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

bool LockModel::releasesInDestructor(const CXXRecordDecl *R) {
  const CXXDestructorDecl *D = R->getDestructor();
  TakenList Out;
  if (D && D->hasBody())
    if (const FunctionDecl *Def = nullptr; D->getBody(Def))
      collect(Def, Out);
  return llvm::any_of(
      Out, [](const Taken &T) { return T.Action == LockAction::Release; });
}

bool LockModel::isGuard(QualType T) {
  if (catalogued(T))
    return true;
  const CXXRecordDecl *R = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  if (!R || !(R = R->getDefinition()) || isInSystemHeader(R) ||
      !R->getDeclName().isIdentifier())
    return false;
  auto [It, New] = Shapes.try_emplace(R, false);
  if (!New)
    return It->second;
  bool Result = releasesInDestructor(R);
  for (const FieldDecl *F : R->fields()) // struct Guard { std::lock_guard g; }
    Result |= catalogued(F->getType()).has_value();
  bool Named = R->getName().contains_insensitive("lock") ||
               R->getName().contains_insensitive("guard");
  if (!Result && Named && R->hasUserDeclaredDestructor() &&
      !R->getDestructor()->hasBody())
    for (const CXXConstructorDecl *C : R->ctors())
      for (const ParmVarDecl *P : C->parameters())
        Result |= Types.isLockable(P->getType());
  return Shapes[R] = Result;
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
  return Result;
}

/// What \p F, which takes locks for its callers or gives them back, does where
/// \p C calls it.
LockOperations LockModel::ofCallee(const CallExpr *C, const FunctionDecl *F) {
  LockOperations Result;
  if (!F || isa<CXXConstructorDecl, CXXDestructorDecl>(F) || !F->hasBody() ||
      isInSystemHeader(F))
    return Result;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(C);
  for (const Taken &T : takenBy(F)) {
    LockOperation Op{T.Action, T.Mode, T.Lock, nullptr};
    if (T.Lock.Root == RootKind::This && Member)
      Op.Lock = rebase(T.Lock, Paths.path(objectOf(Member)));
    else if (T.Lock.Root == RootKind::Param && T.Lock.Index < C->getNumArgs())
      Op.Lock = rebase(T.Lock, Paths.path(C->getArg(T.Lock.Index)));
    if (Op.Lock.isKnown())
      Result.push_back(Op);
  }
  return Result;
}

} // namespace mapwarden
