#include "Verdict/LockInference.h"

using namespace mapwarden;

LockInference::LockInference(const ProgramFacts &P, const ContainerFact &C,
                             const Origins &From)
    : P(P), C(C), From(From) {
  for (const ResolvedUse &R : P.uses(C.Decl))
    if (const UseFact &U = P.facts().Uses[R.Use];
        llvm::any_of(U.Locks, [](const HeldLock &H) {
          return H.Mode != LockMode::Claim;
        }))
      TakesLocks.insert(U.Function);
  for (const ResolvedUse &R : P.uses(C.Decl))
    if (counts(R))
      addAccesses(R);
  tally();
  inferGuard();
  if (!dropAmbiguous())
    return;
  Tallies.clear();
  TotalWeight = TotalUses = TotalWrites = 0;
  TheGuard = Guard();
  tally();
  inferGuard();
}

/// The function where the object is a local has it by way of a handle
/// (`EditHandler handler(&versions);`): which object that is, only whoever made
/// the handle knows.
bool LockInference::isThroughHandle(const UseWay &Way) const {
  return Way.Holder != NoEntity && Way.Held.hasStep(StepKind::Field) &&
         !isInside(Way.Held);
}

/// Of the calls that may mean another function or object, those who hold the
/// lock may be the only ones that mean this one.
bool LockInference::dropAmbiguous() {
  std::set<const UseFact *> UnderLock;
  for (const Access &A : Accesses)
    if (A.ByCall && A.holds(TheGuard.Lock))
      UnderLock.insert(A.Use);
  auto IsUnsure = [&](const Access &A) {
    if (!A.ByCall) // It stands for all its ways.
      return !A.Ways.empty() &&
             llvm::all_of(A.Ways, [](const UseWay *W) { return W->CutOff; });
    return A.Way->CutOff || ((A.Way->Ambiguous || isThroughHandle(*A.Way)) &&
                             UnderLock.count(A.Use));
  };
  bool Any = false;
  for (Access &A : Accesses)
    if (!A.holds(TheGuard.Lock) && IsUnsure(A))
      Any = A.UnknownLock = true;
  return Any;
}

/// Constructors, destructors and moves of the owner have the object for
/// themselves; main has it before the threads start and after they end, but not
/// in the loop, or the call, that serves. \p Context is that of the use, or of
/// the call, there.
bool LockInference::isAlone(EntityId Function, uint32_t Context,
                            bool AtCall) const {
  const FunctionFact *F = P.function(enclosingFunction(P, Function));
  if (F && P.isPartOfMain(F->Id) && AtCall)
    return (Context & (BeforeLoop | AfterLoop)) != 0;
  if (F && P.isPartOfMain(F->Id))
    return !(Context & InLoop) || (Context & BeforeLoop);
  return F && C.Owner != NoEntity && F->Owner == C.Owner &&
         (F->IsConstructor || F->IsDestructor || F->IsMove);
}

/// Names such as `findLocked` promise that the caller has seen to the lock.
static bool promisesLock(llvm::StringRef Name) {
  std::string Lower = Name.substr(Name.rfind(':') + 1).lower();
  llvm::StringRef N = Lower;
  return N.ends_with("locked") || N.ends_with("unsafe") ||
         N.starts_with("unsafe") || N.ends_with("lockheld") ||
         N.ends_with("lock_held") || N.contains("nolock") ||
         N.contains("no_lock");
}

/// `pool_ = make_shared<Pool>();`: the pointer is written; the containers of
/// the object it pointed to are gone or somebody else's, but not accessed.
static bool isPointerToOwner(const UseFact &U) {
  if (U.Op != MapOp::Replace)
    return false;
  const auto &Steps = U.Container.Steps;
  const auto *To = llvm::find_if(
      Steps, [](const Step &S) { return S.Kind == StepKind::Deref; });
  return llvm::any_of(llvm::make_range(To, Steps.end()),
                      [](const Step &S) { return S.Kind == StepKind::Field; });
}

bool LockInference::counts(const ResolvedUse &R) const {
  const UseFact &U = P.facts().Uses[R.Use];
  const LevelFact *Level = levelOf(P, R.Container);
  if (U.Op == MapOp::End || U.Op == MapOp::Unknown || R.Runs != Reach::RunTime)
    return false;
  if (isPointerToOwner(U))
    return false;
  if (U.Context & (Unreachable | Once | BeforeLoop))
    return false;
  if (Level && Level->Row.Synchronized)
    return false;
  return !isAlone(U.Function, U.Context, /*AtCall=*/false) &&
         !isUnpublished(U.Container, U.Function) &&
         !promisesLock(P.name(P.hostOf(U.Function)));
}

bool LockInference::isWrite(const ResolvedUse &R) const {
  const UseFact &U = P.facts().Uses[R.Use];
  const LevelFact *Level = levelOf(P, R.Container);
  const bool Atomic = U.AtomicWrite ||
                      (R.Container.Depth == 0 &&
                       llvm::StringRef(C.ValueType).starts_with("std::atomic"));
  const bool ElementWrite = U.Written && !Atomic;
  switch (U.Op) {
  case MapOp::Subscript:
    if (Level && !Level->Row.isAssociative())
      return ElementWrite;
    return !(U.Context & KeyPresent) || ElementWrite;
  case MapOp::Access:
  case MapOp::LookupOrThrow:
    return ElementWrite;
  case MapOp::Reserve:
    return true;
  default:
    return U.isGrowth() || U.isRemoval();
  }
}

Access LockInference::access(const ResolvedUse &R, const UseWay &Way) const {
  Access A;
  A.Resolved = &R;
  A.Use = &P.facts().Uses[R.Use];
  A.Way = &Way;
  A.Write = isWrite(R);
  for (const HeldLock &H : Way.Locks) {
    std::optional<EntityId> Lock = lockName(P, H.Path, Way.Function);
    if (H.Mode == LockMode::Claim)
      A.Claims.push_back(Lock.value_or(NoEntity));
    else if (!Lock)
      A.UnknownLock = true;
    else if (*Lock != NoEntity)
      A.Holds.push_back({*Lock, H.Mode});
  }
  return A;
}

void LockInference::addAccesses(const ResolvedUse &R) {
  std::vector<Access> ByCall;
  auto ContextOf = [&](const UseWay &Way) {
    return Way.Call == ~0u ? P.facts().Uses[R.Use].Context
                           : P.facts().Calls[Way.Call].Context;
  };
  for (const UseWay &Way : R.Ways)
    if (!isAlone(Way.Function, ContextOf(Way), Way.Call != ~0u) &&
        !isUnpublished(Way.Container, Way.Function) &&
        (Way.Holder == NoEntity || !isUnpublished(Way.Held, Way.Holder)) &&
        !promisesLock(P.name(P.hostOf(Way.Function))))
      ByCall.push_back(access(R, Way));
  if (ByCall.empty())
    return;
  auto Known = [](const Access &A) {
    std::set<std::pair<EntityId, LockMode>> Result;
    for (const Hold &H : A.Holds)
      Result.insert({H.Lock, H.Mode});
    return std::make_pair(A.UnknownLock, Result);
  };
  const AccessPath &Path = ByCall.front().Use->Container;
  const bool IsHanded = Path.Root == RootKind::Param && Path.isRootNamed() &&
                        ByCall.front().Way->Call != ~0u &&
                        !TakesLocks.count(ByCall.front().Use->Function);
  const bool Differ = llvm::any_of(ByCall, [&](const Access &A) {
    return Known(A) != Known(ByCall.front());
  });
  if (!IsHanded && !Differ) {
    Accesses.push_back(ByCall.front());
    for (const Access &A : ByCall)
      Accesses.back().Ways.push_back(A.Way);
    return;
  }
  for (Access &A : ByCall) {
    A.ByCall = true;
    A.Handed = IsHanded && A.Way->Call != ~0u;
    Accesses.push_back(std::move(A));
  }
}

EntityId LockInference::placeOf(const Access &A) const {
  return enclosingFunction(P, A.ByCall ? A.Way->Function : A.Use->Function);
}

/// All that a helper does for one call counts once.
void LockInference::tally() {
  std::map<std::pair<EntityId, uint32_t>, const Access *> Calls;
  std::vector<const Access *> Counted;
  for (const Access &A : Accesses) {
    if (!A.ByCall || TakesLocks.count(A.Use->Function)) {
      Counted.push_back(&A);
      continue;
    }
    const Access *&One = Calls[{A.Use->Function, A.Way->Call}];
    if (!One || (A.Write && !One->Write))
      One = &A;
  }
  for (const auto &[Call, A] : Calls)
    Counted.push_back(A);
  for (const Access *A : Counted) {
    TotalWrites += A->Write;
    if (A->UnknownLock)
      continue;
    const unsigned Weight = A->Write ? 2 : 1;
    ++TotalUses;
    TotalWeight += Weight;
    std::set<EntityId> Locks;
    for (const Hold &H : A->Holds)
      Locks.insert(H.Lock);
    for (EntityId Lock : Locks) {
      Tally &T = Tallies[Lock];
      T.Weight += Weight;
      ++T.Uses;
      T.Writes += A->Write;
      T.Functions.insert(placeOf(*A));
    }
  }
}

unsigned LockInference::usesUnder(EntityId Lock) const {
  auto It = Tallies.find(Lock);
  return It == Tallies.end() ? 0 : It->second.Uses;
}

bool LockInference::isClaimed(const Access &A) const {
  auto KeepsAway = [&](const FlagTestFact &Test) {
    // `it->second.busy = true` keeps others from the element only.
    if (A.Write && Test.Flag.hasStep(StepKind::Element))
      return false;
    std::optional<EntityId> Flag = lockName(P, Test.Flag, Test.Function);
    return Flag && llvm::is_contained(A.Claims, *Flag) &&
           Test.Function != A.Way->Function &&
           llvm::any_of(Test.Locks,
                        [&](const HeldLock &H) {
                          return lockName(P, H.Path, Test.Function) ==
                                 TheGuard.Lock;
                        }) &&
           llvm::any_of(Accesses, [&](const Access &Other) {
             return Other.Use->Function == Test.Function;
           });
  };
  return !A.Claims.empty() && llvm::any_of(P.facts().FlagTests, KeepsAway);
}

bool LockInference::hasOneWriter() const {
  std::set<EntityId> Readers, Writers;
  for (const Access &A : Accesses) {
    const bool Changes = A.Use->isGrowth() || A.Use->isRemoval();
    if (A.UnknownLock || A.holds(TheGuard.Lock)) {
      if (Changes)
        Writers.insert(placeOf(A));
    } else if (Changes) {
      return false;
    } else {
      Readers.insert(placeOf(A));
    }
  }
  return llvm::count_if(Readers,
                        [&](EntityId F) { return Writers.count(F); }) >= 2;
}

/// \p Function, or who calls it \p Hops calls further up, takes the lock.
bool LockInference::isTakenAround(EntityId Function, unsigned Hops) const {
  auto Holds = [&](const LockSet &Locks, EntityId In) {
    return llvm::any_of(Locks, [&](const HeldLock &H) {
      return lockName(P, H.Path, In) == TheGuard.Lock;
    });
  };
  const FunctionFact *F = P.function(Function);
  if (F && Holds(F->Requires, Function))
    return true;
  if (F && F->IsLambda && P.hostOf(Function) != Function &&
      isTakenAround(P.hostOf(Function), Hops))
    return true;
  return Hops && llvm::any_of(P.callsTo(Function), [&](uint32_t I) {
           const CallFact &Call = P.facts().Calls[I];
           return Holds(Call.Locks, Call.Caller) ||
                  isTakenAround(Call.Caller, Hops - 1);
         });
}

bool LockInference::isTakenToWrite() const {
  return llvm::any_of(Accesses, [&](const Access &A) {
    if (!A.Write || !A.holds(TheGuard.Lock))
      return false;
    return llvm::any_of(A.Use->Locks,
                        [&](const HeldLock &H) {
                          return lockName(P, H.Path, A.Use->Function) ==
                                 TheGuard.Lock;
                        }) ||
           isTakenAround(A.Use->Function, 2);
  });
}

/// At least half of the weight, from more than one place. A lock that is not
/// declared beside the container may be held for another reason: it needs two
/// thirds. Locks that only readers take need two readers.
bool LockInference::isConvincing(EntityId Lock, const Tally &T) const {
  if (T.Uses < 2 || (T.Writes == 0 && T.Functions.size() < 2))
    return false;
  if (isRelated(Lock))
    return 2 * T.Weight >= TotalWeight;
  // A local object is handed down under a lock that is there for others.
  const bool IsTransient = P.lifetime(C).Lives == Life::Short;
  return !IsTransient && T.Functions.size() >= 2 &&
         3 * T.Weight >= 2 * TotalWeight;
}

void LockInference::inferGuard() {
  if (C.GuardedBy != NoEntity) {
    TheGuard = {C.GuardedBy, true, Tallies[C.GuardedBy]};
    return;
  }
  for (const auto &[Lock, T] : Tallies)
    if (isConvincing(Lock, T) && T.Weight > TheGuard.Under.Weight)
      TheGuard = {Lock, false, T};
}

bool LockInference::isRelated(EntityId Lock) const {
  return areNeighbours(P, Lock, C.Decl);
}

bool LockInference::mayGuard(EntityId Lock) const {
  auto It = Tallies.find(Lock);
  return Lock == TheGuard.Lock || isRelated(Lock) ||
         (It != Tallies.end() && isConvincing(Lock, It->second));
}

std::vector<EntityId> LockInference::locksOfAllWrites() const {
  std::vector<EntityId> Result;
  for (const auto &[Lock, T] : Tallies)
    if (TotalWrites && T.Writes == TotalWrites)
      Result.push_back(Lock);
  return Result;
}
