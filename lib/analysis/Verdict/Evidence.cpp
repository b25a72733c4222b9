//===- Evidence.cpp - How a container grows and shrinks -------------------===//
#include "Verdict/Evidence.h"
#include "Verdict/RuleSupport.h"

namespace mapwarden {

static constexpr unsigned MaxGrowthNotes = 5;

/// Containers some element of which holds a container that grows, by function.
using WrittenThrough = std::set<std::pair<EntityId, AccessPath>>;

/// `m[a][b] = v;` writes through `m[a]`, which reads as a plain subscript.
static WrittenThrough writtenThrough(const ProgramFacts &P,
                                     const ContainerFact &C) {
  WrittenThrough Result;
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = P.facts().Uses[R.Use];
    if (R.Container.Depth == 0 || !U.isGrowth())
      continue;
    std::optional<AccessPath> Outer = U.Container.enclosingContainer();
    for (; Outer; Outer = Outer->enclosingContainer())
      Result.insert({U.Function, *Outer});
  }
  return Result;
}

/// Keys, by function and text, that are given a value where they are present:
/// in `if (auto v = m[k].lock()) …; m[k] = make();` by the read before.
using WrittenKeys = std::set<std::tuple<EntityId, AccessPath, std::string>>;

static WrittenKeys writtenWherePresent(const ProgramFacts &P,
                                       const ContainerFact &C) {
  WrittenKeys Result;
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = P.facts().Uses[R.Use];
    if (U.isGrowth() && U.Written && (U.Context & KeyPresent) &&
        !U.Key.Text.empty())
      Result.insert({U.Function, U.Container, U.Key.Text});
  }
  return Result;
}

/// True for growth at run time with keys that may be new; what is configured
/// does not count.
static bool growsAnew(const LevelFact &Level, const ResolvedUse &R,
                      const UseFact &U) {
  if (!U.isGrowth() || R.RunsAsConfigured != Reach::RunTime ||
      (U.Context & (Once | Unreachable | KeyPresent)))
    return false;
  if (!Level.Row.isAssociative())
    return U.Op != MapOp::Subscript;
  return R.Keys != KeyDomain::Fixed && R.Keys != KeyDomain::SameMap;
}

Growth growthOf(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth,
                bool Reads) {
  Growth G;
  if (Depth >= C.Levels.size())
    return G;
  const LevelFact &Level = C.Levels[Depth];
  const WrittenThrough Through = writtenThrough(P, C);
  const WrittenKeys Present = writtenWherePresent(P, C);
  G.SmallKeys = true;
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = P.facts().Uses[R.Use];
    if (R.Container.Depth != Depth || !growsAnew(Level, R, U))
      continue;
    if (U.Op == MapOp::Subscript && !Reads && !U.Written &&
        !Through.count({U.Function, U.Container}) &&
        !Present.count({U.Function, U.Container, U.Key.Text}))
      continue;
    G.Uses.push_back(&R);
    G.SizeGuarded |= (U.Context & SizeGuarded) != 0;
    G.SmallKeys &= Level.KeysSmall || R.Keys == KeyDomain::Small ||
                   isAdmitted(P, U, C.Decl);
  }
  return G;
}

static ShrinkGrade gradeOf(const UseFact &U, const ResolvedUse &R) {
  if (U.Context & Unreachable)
    return ShrinkGrade::CannotRun;
  switch (R.Runs) {
  case Reach::Never:
    return ShrinkGrade::NoCaller;
  case Reach::StartUp:
    return ShrinkGrade::StartUp;
  case Reach::TearDown:
    return ShrinkGrade::TearDown;
  case Reach::RunTime:
    break;
  }
  return ShrinkGrade::RunTime;
}

/// `Hub::Hub() { table_ = std::make_unique<Table>(); }`: there was none before.
/// `Hub &Hub::operator=(const Hub &o) { table_ = o.table_; }`: what becomes of
/// the content, who assigns a Hub decides.
static bool isContentOfNewObject(const ProgramFacts &P, const UseFact &U) {
  const FunctionFact *F = P.function(U.Function);
  return U.Op == MapOp::Replace && U.Container.Root == RootKind::This && F &&
         (F->IsConstructor || F->IsMove);
}

/// Something is put into \p List, but only by functions that nobody calls.
static bool isFilledByNobody(const ProgramFacts &P, const ContainerFact &List) {
  bool Filled = false;
  for (const ResolvedUse &R : P.uses(List.Decl))
    if (P.facts().Uses[R.Use].isGrowth()) {
      Filled = true;
      if (R.Runs != Reach::Never)
        return false;
    }
  return Filled && List.Closed && !List.IsReference &&
         P.escapes(List.Decl, 0).empty();
}

/// `for (int id : discarded_) sessions_.erase(id);`, where nobody calls what
/// fills the list.
static bool isDrivenByNothing(const ProgramFacts &P, const UseFact &Erase,
                              EntityId Of) {
  if (!(Erase.Context & InLoop) || Erase.ByIterator)
    return false;
  bool Dead = false;
  for (uint32_t I : P.usesIn(Erase.Function)) {
    const UseFact &U = P.facts().Uses[I];
    if (U.Op != MapOp::Iterate)
      continue;
    for (const ContainerRef &Ref : P.targets(U.Container, U.Function)) {
      const ContainerFact *List = P.container(Ref.Decl);
      if (Ref.Decl == Of || !List || !isFilledByNobody(P, *List))
        return false;
      Dead = true;
    }
  }
  return Dead;
}

Shrinkage shrinkageOf(const ProgramFacts &P, const ContainerFact &C,
                      uint8_t From, uint8_t To) {
  Shrinkage S;
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = P.facts().Uses[R.Use];
    if (R.Container.Depth < From || R.Container.Depth > To)
      continue;
    if (U.Op == MapOp::Unknown && R.Runs == Reach::RunTime)
      S.Unclear = true;
    if (!U.isRemoval() || (U.Context & PutBack) || isContentOfNewObject(P, U))
      continue;
    ShrinkGrade Grade = gradeOf(U, R);
    if (Grade == ShrinkGrade::RunTime && isDrivenByNothing(P, U, C.Decl))
      Grade = ShrinkGrade::CannotRun;
    S.Best = std::max(S.Best, Grade);
    S.SizeGuarded |=
        Grade == ShrinkGrade::RunTime && (U.Context & SizeGuarded) != 0;
    S.Uses.push_back({&R, Grade});
  }
  return S;
}

bool mayGrowForEver(const ProgramFacts &P, const ContainerFact &C) {
  return C.Closed && !C.IsConst && !C.IsReference &&
         P.lifetime(C).Lives >= Life::Session && !P.gapFor(C);
}

bool mayLeak(const ProgramFacts &P, const ContainerFact &C) {
  return C.BoundedBy.empty() && mayGrowForEver(P, C);
}

bool addsKeys(const ProgramFacts &P, const Growth &G, EntityId Function,
              unsigned Hops) {
  if (llvm::any_of(G.Uses, [&](const ResolvedUse *R) {
        return P.hostOf(P.facts().Uses[R->Use].Function) == Function;
      }))
    return true;
  return Hops > 0 && llvm::any_of(P.callsFrom(Function), [&](uint32_t I) {
           const EntityId Callee = P.hostOf(P.facts().Calls[I].Callee);
           return Callee != Function && addsKeys(P, G, Callee, Hops - 1);
         });
}

bool growsInSetupOnly(const ProgramFacts &P, const Growth &G) {
  return llvm::all_of(G.Uses, [&](const ResolvedUse *R) {
    const FunctionFact *F =
        P.function(P.hostOf(P.facts().Uses[R->Use].Function));
    return (F && F->SetupName) || R->RunsAsSetUp != Reach::RunTime;
  });
}

bool isSizeTested(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth,
                  const Growth &G) {
  // In one unit not all callers are in sight: any test may decide.
  return llvm::any_of(P.sizeTests(C.Decl, Depth), [&](const SizeTestFact *T) {
    return !P.facts().WholeProgram || T->Predicate ||
           addsKeys(P, G, P.hostOf(T->Function), 2);
  });
}

bool isBounded(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth,
               const Growth &G, const Shrinkage &S) {
  return S.Best == ShrinkGrade::RunTime || S.Unclear || G.SizeGuarded ||
         isSizeTested(P, C, Depth, G) || !P.escapes(C.Decl, Depth).empty();
}

void addGrowthNotes(const ProgramFacts &P, const Growth &G, Finding &F) {
  std::set<SiteId> Seen;
  for (const ResolvedUse *R : G.Uses) {
    SiteId Where = P.facts().Uses[R->Use].Where;
    if (!Seen.insert(Where).second)
      continue;
    F.Notes.push_back({Where, Seen.size() == 1 ? "grows here" : "and here"});
    if (Seen.size() == MaxGrowthNotes)
      break;
  }
}

static std::string shrinkText(const ProgramFacts &P, const UseFact &U,
                              ShrinkGrade Grade) {
  const std::string Name = quotedName(P, P.hostOf(U.Function));
  switch (Grade) {
  case ShrinkGrade::CannotRun:
    return U.OnlyIf.Param == ParamTest::None
               ? "the loop around this removal ends before it begins"
               : "no call of " + Name + " has an argument that lets it remove";
  case ShrinkGrade::NoCaller:
    return "only " + Name + " erases from it, and nothing calls it";
  case ShrinkGrade::StartUp:
    return "removes only before the program starts to serve";
  case ShrinkGrade::TearDown:
    return "removes only at the end, in " + Name;
  case ShrinkGrade::None:
  case ShrinkGrade::RunTime:
    break;
  }
  return "removes here";
}

void addShrinkNotes(const ProgramFacts &P, const Shrinkage &S, Finding &F) {
  std::set<SiteId> Seen;
  for (auto [R, Grade] : S.Uses) {
    const UseFact &U = P.facts().Uses[R->Use];
    if (!Seen.insert(U.Where).second)
      continue;
    F.Notes.push_back({U.Where, shrinkText(P, U, Grade)});
  }
}

void addLifetimeNote(const ProgramFacts &P, const ContainerFact &C,
                     Finding &F) {
  if (C.Kept != Storage::Field)
    return; // The declaration itself tells.
  const Lifetime L = P.lifetime(C);
  if (L.Where == NoSite)
    return;
  F.Notes.push_back(
      {L.Where, (L.Lives == Life::Session ? "the owner may live long: "
                                          : "the owner is long-lived: ") +
                    L.Why});
}

void addNulledNotes(const ProgramFacts &P, ContainerRef Level, Finding &F) {
  for (const ReleaseFact &R : P.facts().Releases) {
    if (R.How != ReleaseFact::Nulled)
      continue;
    std::optional<AccessPath> In = R.Value.enclosingContainer();
    if (In && llvm::is_contained(P.targets(*In, R.Function), Level))
      F.Notes.push_back({R.Where, "setting the value to null keeps the key"});
  }
}

} // namespace mapwarden
