//===- Guards.cpp - Objects that hold a lock while they live --------------===//
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
  if (!Made)
    return {};
  return Mode ? fromConstructor(Made, *Mode) : fromShape(Made);
}

/// `auto guard = table.lock();` returns a guard it made.
LockOperations LockModel::guardReturnedBy(const CallExpr *C,
                                          std::optional<LockMode> Mode) {
  LockOperations Result;
  const FunctionDecl *F = C->getDirectCallee(), *Def = nullptr;
  if (F && F->getBody(Def))
    for (const ReturnStmt *R : Paths.locals(Def).Returns)
      for (LockOperation &Op : ofReturned(R->getRetValue(), Mode)) {
        Op.Lock = inCallerOf(C, Op.Lock);
        Result.push_back(std::move(Op));
      }
  return Result;
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
  if (const auto *Call =
          V->getInit() ? dyn_cast<CallExpr>(strip(V->getInit())) : nullptr)
    Result.append(guardReturnedBy(Call, Mode));
  for (LockOperation &Op : Result)
    Op.Guard = V;
  return Result;
}

/// `return lock(), map_.size();`: a guard that lives to the end of an
/// expression, on which the rest of it stands.
LockOperations LockModel::temporary(const Expr *Guard) {
  const QualType T = Guard->getType();
  if (!Guard->isPRValue() || !T->isRecordType() || !isGuard(T))
    return {};
  const std::optional<LockMode> Mode = catalogued(T);
  if (const auto *Call = dyn_cast<CallExpr>(Guard))
    return guardReturnedBy(Call, Mode);
  const CXXConstructExpr *C = constructorIn(Guard);
  if (!C)
    return {};
  return Mode ? fromConstructor(C, *Mode) : fromShape(C);
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
    if (!I->getInit() || !(F || I->isBaseInitializer()))
      continue;
    if (F)
      Origin[Facts.entity(F)] = Paths.path(I->getInit());
    // A field, or a base, that is a guard.
    if (auto Mode =
            catalogued(F ? F->getType() : QualType(I->getBaseClass(), 0)))
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
  for (const CXXBaseSpecifier &Base : R->bases())
    Result |= catalogued(Base.getType()).has_value();
  bool Named = R->getName().contains_insensitive("lock") ||
               R->getName().contains_insensitive("guard");
  if (!Result && Named && R->hasUserDeclaredDestructor() &&
      !R->getDestructor()->hasBody())
    for (const CXXConstructorDecl *C : R->ctors())
      for (const ParmVarDecl *P : C->parameters())
        Result |= Types.isLockable(P->getType());
  return Shapes[R] = Result;
}

} // namespace mapwarden
