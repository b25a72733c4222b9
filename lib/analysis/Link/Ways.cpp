//===- Ways.cpp - The locks a use holds, caller by caller -----------------===//
//
// Where all callers of a function are in sight, each call of it is a way to the
// uses in it. Paths are carried upwards, from the use to the function where the
// last call stands: there, locks and containers of different objects can be
// told apart.
//
//===----------------------------------------------------------------------===//
#include "Catalog/Names.h"
#include "Link/Linker.h"

namespace mapwarden {

/// Ways of more hops, or uses with more ways, are not told apart. Where so many
/// hops lead to too many ways, fewer still tell whose callers hold a lock.
static constexpr unsigned HopLimits[] = {6, 2, 1};
static constexpr size_t MaxWays = 16;
static constexpr unsigned MaxVisits = 64;

static bool isPassed(const AccessPath &Path, EntityId Function) {
  return Path.Root == RootKind::Param && Path.Entity == Function &&
         Path.isRootNamed();
}

/// `other` or `*other`: nothing but a parameter, a variable or `*this`.
static bool isPlain(const AccessPath &Path) {
  return llvm::all_of(Path.Steps,
                      [](const Step &S) { return S.Kind == StepKind::Deref; });
}

/// A variable that is the object itself, not a pointer to it.
static bool isVariable(const AccessPath &Path) {
  return Path.Steps.empty() &&
         (Path.Root == RootKind::Local || Path.Root == RootKind::Global);
}

/// True when two paths of one function lead to different objects for certain
/// (taking two parameters for two objects).
static bool areDifferent(const AccessPath &A, const AccessPath &B) {
  auto IsGiven = [](const AccessPath &P) {
    return P.Root == RootKind::This || P.Root == RootKind::Param;
  };
  const bool SameRoot =
      A.Root == B.Root && A.Entity == B.Entity && A.Index == B.Index;
  if (SameRoot) {
    auto IsField = [](const Step &S) { return S.Kind == StepKind::Field; };
    return A.Steps.size() == B.Steps.size() && !(A.Steps == B.Steps) &&
           llvm::all_of(A.Steps, IsField) && llvm::all_of(B.Steps, IsField);
  }
  if (!isPlain(A) || !isPlain(B))
    return false;
  if (IsGiven(A) && IsGiven(B))
    return true;
  return (isVariable(A) && isVariable(B)) ||
         (A.Root == RootKind::Local && isVariable(A) && IsGiven(B)) ||
         (B.Root == RootKind::Local && isVariable(B) && IsGiven(A));
}

/// The lock belongs to another object of the container's class.
bool Linker::isOfOther(const AccessPath &Lock,
                       const AccessPath &Container) const {
  auto ClassOf = [&](const AccessPath &Path) {
    for (const Step &S : llvm::reverse(Path.Steps))
      if (S.Kind == StepKind::Field && S.Field < P.Unit.Entities.size())
        return P.Unit.Entities[S.Field].Owner;
    return NoEntity;
  };
  std::optional<AccessPath> A = Lock.holder(), B = Container.holder();
  return A && B && ClassOf(Lock) != NoEntity &&
         ClassOf(Lock) == ClassOf(Container) && areDifferent(*A, *B);
}

void Linker::hold(UseWay &Way, const LockSet &Locks) const {
  for (const HeldLock &New : Locks) {
    if (isOfOther(New.Path, Way.Container))
      continue;
    auto *Known = llvm::find_if(
        Way.Locks, [&](const HeldLock &L) { return L.Path == New.Path; });
    if (Known == Way.Locks.end())
      Way.Locks.push_back(New);
    else if (New.Mode == LockMode::Exclusive)
      Known->Mode = LockMode::Exclusive;
  }
}

/// \p Path of the callee as the caller sees it. What has no name there keeps
/// its fields behind an unknown root.
static AccessPath inCallerOf(const CallFact &Call, EntityId Callee,
                             const AccessPath &Path) {
  AccessPath New = Path;
  if (Path.Root == RootKind::This)
    New = rebase(Path, Call.Object);
  else if (Path.Root == RootKind::Param && Path.Entity == Callee)
    New = Path.Index < Call.Args.size() ? rebase(Path, Call.Args[Path.Index])
                                        : AccessPath();
  if (New.isKnown() || !Path.isKnown())
    return New;
  New = Path;
  New.Root = RootKind::Unknown;
  New.Entity = NoEntity;
  New.Index = 0;
  return New;
}

/// `visitor->visit(e)`: which of several functions is meant, the caller of the
/// caller knows.
bool Linker::isAmbiguous(const CallFact &Call) {
  if (!Call.Virtual)
    return false;
  const FunctionFact *Named = P.function(Call.Callee);
  return overridersOf(Call.Callee).size() + (Named && Named->HasBody) > 1;
}

UseWay Linker::throughCall(const UseWay &Way, uint32_t Index) {
  const CallFact &Call = P.Unit.Calls[Index];
  UseWay Up;
  Up.Call = Index;
  Up.Function = Call.Caller;
  // A lambda sees what its parent sees.
  Up.Ambiguous = Way.Ambiguous || isAmbiguous(Call);
  Up.Initialises = Way.Initialises || namesInitialisation(P.name(Way.Function));
  const FunctionFact *Callee = P.function(Way.Function);
  const bool SameNames =
      Callee->IsLambda && P.hostOf(Call.Caller) == P.hostOf(Way.Function);
  auto Lift = [&](const AccessPath &Path) {
    return SameNames ? Path : inCallerOf(Call, Way.Function, Path);
  };
  Up.Container = Lift(Way.Container);
  Up.Holder = Way.Holder;
  Up.Held = Way.Held;
  if (Up.Holder == NoEntity && (Up.Container.Root == RootKind::Local ||
                                Up.Container.Root == RootKind::Temporary)) {
    Up.Holder = Up.Function;
    Up.Held = Up.Container;
  }
  for (const HeldLock &L : Way.Locks)
    Up.Locks.push_back({Lift(L.Path), L.Mode});
  hold(Up, Call.Locks);
  if (const FunctionFact *Caller = P.function(Call.Caller))
    hold(Up, Caller->Requires);
  return Up;
}

static EntityId ownerOf(const ProgramFacts &P, EntityId Function) {
  const FunctionFact *F = P.function(Function);
  return F ? F->Owner : NoEntity;
}

/// Calls that can happen while others use the object.
bool Linker::isShared(const CallFact &Call, EntityId Owner) const {
  // What a constructor starts, `thread_([this] { run(); })`, runs beside it.
  const FunctionFact *Caller = P.function(enclosingFunction(P, Call.Caller));
  if (Call.Caller == NoEntity ||
      edgeReach(Call, P.reachFor(Call.Caller, Owner)) != Reach::RunTime)
    return false;
  if (Call.Context & Deferred)
    return true;
  return !Caller || Caller->Owner == NoEntity ||
         (Caller->Owner != Owner && Caller->Owner != ownerOf(P, Call.Callee)) ||
         !(Caller->IsConstructor || Caller->IsDestructor || Caller->IsMove);
}

/// Some caller in sight, or one up to \p Hops calls further up, holds a lock.
bool Linker::isCalledUnderLock(EntityId Function, unsigned Hops) const {
  return llvm::any_of(P.callsTo(Function), [&](uint32_t I) {
    const CallFact &Call = P.Unit.Calls[I];
    return !(Call.Context & Deferred) &&
           (!Call.Locks.empty() ||
            (Hops && isCalledUnderLock(Call.Caller, Hops - 1)));
  });
}

/// True when the callers of \p F are the ones in sight. Of a function that
/// others may call too, this is assumed when one in sight holds a lock for it:
/// then the lock is up to the callers.
bool Linker::callersDecide(const FunctionFact &F, const UseWay &Way) const {
  if (F.IsMain || F.IsDeferredLambda || P.callsTo(F.Id).empty())
    return false;
  if (isPassed(Way.Container, F.Id))
    return true;
  if (F.IsLambda)
    return llvm::all_of(P.callsTo(F.Id), [&](uint32_t I) {
      return P.hostOf(P.Unit.Calls[I].Caller) == P.hostOf(F.Id);
    });
  if (P.knowsCallers(F))
    return true;
  return Way.Locks.empty() && isCalledUnderLock(F.Id, 2);
}

/// Adds the ways that lead to \p Way; false when there are too many.
bool Linker::followCallers(const UseWay &Way, const Seen &S, WayList &Out) {
  const FunctionFact *F = P.function(Way.Function);
  if (F && F->IsLambda && !F->IsDeferredLambda && F->Parent != NoEntity &&
      P.callsTo(F->Id).empty() && Out.Stack.size() < Out.MaxHops) {
    UseWay InParent = Way;
    InParent.Function = F->Parent;
    return followCallers(InParent, S, Out);
  }
  if (!F || !callersDecide(*F, Way) || Out.Stack.size() >= Out.MaxHops) {
    Out.Ways.push_back(Way);
    UseWay &Last = Out.Ways.back();
    hold(Last, P.entryLocks(Way.Function));
    Last.CutOff = Last.Locks.empty() && F && callersDecide(*F, Way) &&
                  isCalledUnderLock(F->Id, 2);
    return Out.Ways.size() <= MaxWays;
  }
  Out.Stack.push_back(F->Id);
  const bool Passed = isPassed(Way.Container, F->Id);
  for (uint32_t I :
       Passed ? callsThatPass({F->Id, Way.Container, S.Container, S.Owner})
              : P.callsTo(F->Id)) {
    const CallFact &Call = P.Unit.Calls[I];
    if (llvm::is_contained(Out.Stack, Call.Caller) || !isShared(Call, S.Owner))
      continue;
    if (++Out.Visits > MaxVisits)
      return false;
    if (Call.Context & Deferred) {
      Out.Ways.push_back(Way);
      Out.Ways.back().Call = I;
    } else if (!followCallers(throughCall(Way, I), S, Out)) {
      return false;
    }
  }
  Out.Stack.pop_back();
  return Out.Ways.size() <= MaxWays;
}

std::vector<UseWay> Linker::waysTo(const UseFact &U, const Seen &S) {
  UseWay Start;
  Start.Function = U.Function;
  Start.Container = U.Container;
  hold(Start, U.Locks);
  if (U.Context & Deferred)
    return {Start};
  if (const FunctionFact *F = P.function(U.Function))
    hold(Start, F->Requires);
  for (unsigned Hops : HopLimits) {
    WayList Found;
    Found.MaxHops = Hops;
    if (followCallers(Start, S, Found))
      return std::move(Found.Ways);
  }
  hold(Start, P.entryLocks(U.Function));
  return {Start};
}

} // namespace mapwarden
