//===- Uses.cpp - Which use touches which container, when, with what key --===//
#include "Catalog/Names.h"
#include "Link/Linker.h"

namespace mapwarden {

/// Helpers that hand a container on to helpers deeper than this are not
/// followed.
static constexpr unsigned MaxHops = 6;

/// Of one function no more kinds of uses than this are compared with each new
/// one.
static constexpr size_t MaxGroups = 32;

/// True when \p Path names its container by a bare parameter of \p Function.
static bool isPassed(const AccessPath &Path, EntityId Function) {
  return Path.Root == RootKind::Param && Path.Entity == Function &&
         Path.isRootNamed();
}

static AccessPath argumentOf(const CallFact &Call, const AccessPath &Path) {
  if (Path.Index >= Call.Args.size())
    return AccessPath();
  return rebase(Path, Call.Args[Path.Index]);
}

llvm::ArrayRef<uint32_t> Linker::callsThatPass(const Seen &S) {
  auto [It, New] = Passing.try_emplace({S.Function, S.Path});
  if (New)
    for (uint32_t I : P.callsTo(S.Function)) {
      const CallFact &Call = P.Unit.Calls[I];
      for (ContainerRef C : P.targets(argumentOf(Call, S.Path), Call.Caller))
        It->second[C].push_back(I);
    }
  auto Found = It->second.find(S.Container);
  if (Found == It->second.end())
    return {};
  return Found->second;
}

template <typename Visit>
void Linker::forCallsThatPass(const Seen &S, Visit V) {
  for (uint32_t I : callsThatPass(S)) {
    const CallFact &Call = P.Unit.Calls[I];
    const AccessPath Arg = argumentOf(Call, S.Path);
    V(Call, Seen{Call.Caller, Arg, S.Container, S.Owner});
  }
}

Reach Linker::runs(const Seen &S, uint32_t Context, SiteId Where, unsigned Hops,
                   Lens Through) {
  const FunctionFact *F = P.function(S.Function);
  Reach R = Reach::Never;
  if (Context & Unreachable)
    return R;
  if (!F) // A static initialiser, or a function that is not described.
    return S.Function == NoEntity ? Reach::StartUp : Reach::RunTime;
  if (isPassed(S.Path, S.Function) && Hops < MaxHops) {
    forCallsThatPass(S, [&](const CallFact &Call, const Seen &InCaller) {
      R = std::max(R, edgeReach(Call, runs(InCaller, Call.Context, Call.Where,
                                           Hops + 1, Through)));
    });
    if (Through)
      R = std::min(R, (P.*Through)(S.Function));
  } else if (F->IsLambda && !F->IsDeferredLambda && F->Parent != NoEntity &&
             isPassed(S.Path, F->Parent) && Hops < MaxHops) {
    R = runs(Seen{F->Parent, S.Path, S.Container, S.Owner}, 0, Where, Hops + 1,
             Through);
  } else {
    R = P.reachFor(S.Function, S.Owner);
    if (Through)
      R = std::min(R, (P.*Through)(S.Function));
  }
  if (R == Reach::Never)
    return R;
  if (Context & Deferred)
    return Reach::RunTime;
  if ((Context & Once) || (Context & BeforeLoop) || fillsJustMade(S, Where))
    return std::min(R, Reach::StartUp);
  return (Context & AfterLoop) ? std::min(R, Reach::TearDown) : R;
}

/// Fixed < SameMap < Small < Open.
static KeyDomain widest(KeyDomain A, KeyDomain B) {
  auto Rank = [](KeyDomain D) {
    switch (D) {
    case KeyDomain::Fixed:
      return 0;
    case KeyDomain::SameMap:
      return 1;
    case KeyDomain::Small:
      return 2;
    case KeyDomain::Param:
    case KeyDomain::Open:
      break;
    }
    return 3;
  };
  return Rank(A) < Rank(B) ? B : A;
}

KeyDomain Linker::keys(const Seen &S, const KeyFact &Key, unsigned Hops) {
  // As many as somebody wrote down, which may be many.
  if (Key.Domain == KeyDomain::Open && P.Unit.WholeProgram &&
      comesFromConfiguration(Key.Text))
    return KeyDomain::Small;
  if (Key.Domain != KeyDomain::Param)
    return Key.Domain;
  const FunctionFact *F = P.function(S.Function);
  const bool Passed = isPassed(S.Path, S.Function);
  if (!F || Hops >= MaxHops || (!Passed && !P.knowsCallers(*F)))
    return KeyDomain::Open;
  KeyDomain D = KeyDomain::Fixed;
  bool Called = false;
  auto Join = [&](const CallFact &Call, const Seen &InCaller) {
    if (Call.Caller == S.Function) // A recursion brings no new keys.
      return;
    Called = true;
    D = widest(D, Key.Param < Call.Keys.size()
                      ? keys(InCaller, Call.Keys[Key.Param], Hops + 1)
                      : KeyDomain::Open);
  };
  if (Passed) {
    forCallsThatPass(S, Join);
  } else {
    for (uint32_t I : P.callsTo(S.Function)) {
      const CallFact &Call = P.Unit.Calls[I];
      Join(Call, Seen{Call.Caller, S.Path, S.Container, S.Owner});
    }
  }
  return Called ? D : KeyDomain::Open;
}

bool emptiesAll(const UseFact &U) {
  if (U.Op == MapOp::Clear || U.Op == MapOp::Replace)
    return true;
  return (U.Op == MapOp::Erase || U.Op == MapOp::Take) &&
         ((U.Context & WholeRange) || (U.ByIterator && (U.Context & InLoop)));
}

/// `void finish(int id) { jobs_.erase(id); }`, which others may call: the name
/// is that of an end, but it is the end of one entry.
static bool endsOne(const ProgramFacts &P, const UseFact &U) {
  const FunctionFact *F = P.function(U.Function);
  return U.isRemoval() && !emptiesAll(U) && F && F->TeardownName && F->Params &&
         !F->IsDestructor && !P.knowsCallers(*F);
}

bool Linker::areAlike(const UseFact &A, const UseFact &B) const {
  constexpr uint32_t Matters =
      Unreachable | Deferred | Once | BeforeLoop | AfterLoop;
  auto ParamOf = [](const UseFact &U) {
    return U.Key.Domain == KeyDomain::Param ? int(U.Key.Param) : -1;
  };
  auto Same = [](const HeldLock &L, const HeldLock &M) {
    return L.Mode == M.Mode && L.Path == M.Path;
  };
  const FunctionFact *F = P.function(A.Function);
  // Objects that a function makes are just made behind that place.
  const bool PlaceMatters = MadeIn.count(A.Function) || (F && F->IsLambda);
  return A.Function == B.Function && A.Container == B.Container &&
         !((A.Context ^ B.Context) & Matters) && A.isGrowth() == B.isGrowth() &&
         ParamOf(A) == ParamOf(B) && (A.Where == B.Where || !PlaceMatters) &&
         std::equal(A.Locks.begin(), A.Locks.end(), B.Locks.begin(),
                    B.Locks.end(), Same);
}

/// What touches \p U's containers, as far as it holds for all uses that are
/// like it.
std::vector<ResolvedUse> Linker::resolveUse(const UseFact &U, bool WithLocks) {
  std::vector<ResolvedUse> Result;
  for (ContainerRef Target : P.targets(U.Container, U.Function)) {
    const ContainerFact *C = P.container(Target.Decl);
    if (!C)
      continue;
    const EntityId Owner = C->Kept == Storage::Field ? C->Owner : NoEntity;
    const Seen S{U.Function, U.Container, Target, Owner};
    ResolvedUse R;
    R.Container = Target;
    R.Keys = keys(S, U.Key, 0);
    R.Runs = runs(S, U.Context, U.Where, 0);
    R.RunsAsConfigured = R.RunsAsSetUp = R.Runs;
    if (P.Unit.WholeProgram && R.Runs == Reach::RunTime && U.isGrowth()) {
      R.RunsAsConfigured =
          runs(S, U.Context, U.Where, 0, &ProgramFacts::reachAsConfigured);
      R.RunsAsSetUp =
          runs(S, U.Context, U.Where, 0, &ProgramFacts::reachAsSetUp);
    }
    if (WithLocks) {
      P.WaySets.push_back({waysTo(U, S), {}});
      ProgramFacts::WaySet &Set = P.WaySets.back();
      Set.Locks = locksOf(U.Function, Set.Ways);
      R.Ways = Set.Ways;
      R.Locks = Set.Locks;
    }
    Result.push_back(R);
  }
  return Result;
}

/// \p R holds for all uses like use \p Index, which it becomes.
void Linker::addUse(ResolvedUse R, uint32_t Index) {
  const UseFact &U = P.Unit.Uses[Index];
  R.Use = Index;
  if (U.Key.Domain != KeyDomain::Param)
    R.Keys = U.Key.Domain;
  if (P.Unit.WholeProgram && emptiesAll(U) && U.Function != NoEntity)
    R.Runs = std::min(R.Runs, P.reachAsEnd(U.Function));
  if (endsOne(P, U) && R.Runs == Reach::TearDown)
    R.Runs = Reach::RunTime;
  P.UsesOf[P.ContainerIndex[R.Container.Decl]].push_back(R);
}

void Linker::resolveUses(bool WithLocks) {
  const std::vector<UseFact> &Uses = P.Unit.Uses;
  P.UsesOf.resize(P.Unit.Containers.size());
  for (auto &List : P.UsesOf)
    List.clear();
  // Of the function at hand: a use, and what it shares with others like it.
  using Group = std::pair<const UseFact *, std::vector<ResolvedUse>>;
  std::vector<Group> Groups;
  for (uint32_t I = 0; I < Uses.size(); ++I) {
    const UseFact &U = Uses[I];
    if (Groups.size() >= MaxGroups ||
        (!Groups.empty() && Groups.back().first->Function != U.Function))
      Groups.clear();
    auto Like = llvm::find_if(llvm::reverse(Groups), [&](const Group &G) {
      return areAlike(*G.first, U);
    });
    if (Like == Groups.rend()) {
      Groups.emplace_back(&U, resolveUse(U, WithLocks));
      Like = Groups.rbegin();
    }
    for (const ResolvedUse &R : Like->second)
      addUse(R, I);
  }
  for (auto &List : P.UsesOf)
    llvm::sort(List, [&](const ResolvedUse &A, const ResolvedUse &B) {
      SiteId SiteA = Uses[A.Use].Where, SiteB = Uses[B.Use].Where;
      if (P.before(SiteA, SiteB) || P.before(SiteB, SiteA))
        return P.before(SiteA, SiteB);
      return std::tie(A.Container, A.Use) < std::tie(B.Container, B.Use);
    });
  if (!WithLocks)
    return;
  resolveEscapes();
  resolveSizeTests();
}

/// `return m;` of a function all callers of which are followed.
static bool isFollowedReturn(const ProgramFacts &P, const EscapeFact &E,
                             const FunctionFact *F) {
  return E.Callee == NoEntity && F && P.knowsCallers(*F) &&
         llvm::any_of(F->Returns, [&](const Ref &R) {
           return R.Path == E.Container && R.Kind != RefKind::Copy;
         });
}

/// The bodies of \p Callee, or of all that override it, are in sight.
bool Linker::isFollowedCall(EntityId Callee) {
  const FunctionFact *F = P.function(Callee);
  if (F && F->HasBody)
    return true;
  const llvm::ArrayRef<EntityId> Overriders = overridersOf(Callee);
  return P.Unit.WholeProgram && !Overriders.empty() &&
         llvm::all_of(Overriders, [&](EntityId Id) {
           const FunctionFact *O = P.function(Id);
           return O && O->HasBody;
         });
}

void Linker::resolveEscapes() {
  P.EscapesOf.clear();
  for (uint32_t I = 0; I < P.Unit.Escapes.size(); ++I) {
    const EscapeFact &E = P.Unit.Escapes[I];
    if (isFollowedCall(E.Callee) ||
        isFollowedReturn(P, E, P.function(E.Function)))
      continue;
    for (ContainerRef Target : P.targets(E.Container, E.Function))
      P.EscapesOf[Target.Decl].push_back({I, Target.Depth});
  }
}

/// Whether the outcome of a size test can decide anything.
static bool isConsulted(const ProgramFacts &P, const SizeTestFact &T) {
  const FunctionFact *F = P.function(T.Function);
  if (P.reach(T.Function) == Reach::Never)
    return false;
  if (!T.Predicate || !F || !P.knowsCallers(*F))
    return true;
  return llvm::any_of(P.callsTo(T.Function), [&](uint32_t I) {
    const CallFact &Call = P.facts().Calls[I];
    return Call.InCondition || (Call.Context & ResultUsed);
  });
}

void Linker::resolveSizeTests() {
  P.SizeTestsOf.clear();
  for (uint32_t I = 0; I < P.Unit.SizeTests.size(); ++I) {
    const SizeTestFact &T = P.Unit.SizeTests[I];
    if (!isConsulted(P, T))
      continue;
    for (ContainerRef Target : P.targets(T.Container, T.Function))
      P.SizeTestsOf[Target.Decl].push_back({I, Target.Depth});
  }
}

} // namespace mapwarden
