#include "Verdict/Ownership.h"
#include "Catalog/Names.h"

namespace mapwarden {

static constexpr unsigned MaxHops = 3;

static bool isRaw(const LevelFact *L) {
  // What evicts entries by itself has its own way to release their values.
  return L && !L->Row.Bounded &&
         (L->Values == ValueShape::RawPointer ||
          L->Values == ValueShape::Integer);
}

/// \p Path names the value itself: no pointer is followed to what it owns in
/// turn (`delete it->second->buffer`).
static bool isValueItself(const AccessPath &Path, size_t From) {
  for (size_t I = From; I < Path.Steps.size(); ++I)
    if (Path.Steps[I].Kind == StepKind::Deref && I + 1 != Path.Steps.size())
      return false;
  return true;
}

Ownership::Ownership(const ProgramFacts &P) : P(P) {
  indexCarries();
  indexLambdas();
  collectInsertions();
  collectReleases();
  collectCalls();
  judgeCarriers();
}

void Ownership::indexCarries() {
  for (const CarryFact &C : P.facts().Carries)
    Carried[C.Local].push_back(C.From);
}

void Ownership::indexLambdas() {
  for (const FunctionFact &F : P.facts().Functions)
    if (F.IsLambda && F.Parent != NoEntity)
      LambdasIn[F.Parent].push_back(F.Id);
}

/// The containers of which \p Path names a value, directly, through a local
/// that carries it, a parameter or a result.
std::set<ContainerRef> Ownership::elements(const AccessPath &Path,
                                           EntityId Function,
                                           unsigned Hops) const {
  std::set<ContainerRef> Result;
  if (Hops > MaxHops)
    return Result;
  std::vector<AccessPath> Paths = P.resolve(Path, Function);
  if (!llvm::is_contained(Paths, Path))
    Paths.push_back(Path);
  for (const AccessPath &Each : Paths) {
    if (Each.Root == RootKind::Local && isValueItself(Each, 0))
      if (auto It = Carried.find(Each.Entity); It != Carried.end())
        for (const AccessPath &From : It->second)
          if (!(From == Each))
            Result.merge(elements(From, Function, Hops + 1));
    std::optional<AccessPath> In = Each.enclosingContainer();
    if (!In || !isValueItself(Each, In->Steps.size()))
      continue;
    for (ContainerRef R : P.targets(*In, Function))
      if (isRaw(levelOf(P, R)))
        Result.insert(R);
  }
  return Result;
}

/// Follows a parameter to what the visible callers pass.
ValueFact Ownership::origin(const ValueFact &V, EntityId Function,
                            unsigned Hops) const {
  if (V.Origin != ValueOrigin::Param || Hops > MaxHops)
    return V;
  ValueFact Result;
  for (uint32_t I : P.callsTo(P.hostOf(Function))) {
    const CallFact &Call = P.facts().Calls[I];
    if (V.Param >= Call.Values.size())
      continue;
    ValueFact Each = origin(Call.Values[V.Param], Call.Caller, Hops + 1);
    if (Each.Origin == ValueOrigin::Borrowed)
      return Each;
    if (Result.Origin != ValueOrigin::Fresh)
      Result = Each;
  }
  return Result;
}

void Ownership::collectInsertions() {
  for (const ContainerFact &C : P.facts().Containers)
    for (const ResolvedUse &R : P.uses(C.Decl)) {
      const UseFact &U = P.facts().Uses[R.Use];
      if (U.Op == MapOp::Take && !(U.Context & ContentDies))
        for (uint8_t D = R.Container.Depth; D < C.Levels.size(); ++D)
          dispose({C.Decl, D},
                  {U.Function, ReleaseFact::HandedOn, true, U.Where});
      else if (U.isGrowth() || (U.Op == MapOp::Access &&
                                U.Value.Origin != ValueOrigin::Unknown))
        insertion(U, R.Container);
    }
}

void Ownership::insertion(const UseFact &U, ContainerRef To) {
  noteCarrier(U, To);
  if (!isRaw(levelOf(P, To)))
    return;
  ValueFact V = origin(U.Value, U.Function, 0);
  Inserted &I = Insertions[To];
  switch (V.Origin) {
  case ValueOrigin::Fresh:
    ++I.Fresh;
    if (I.Created == NoSite) {
      I.Created = U.Where;
      I.Releaser = V.Releaser;
    }
    break;
  case ValueOrigin::Borrowed:
    I.Borrowed = true;
    break;
  case ValueOrigin::Null:
    break;
  default:
    I.Unknown += U.Op != MapOp::Subscript && U.Op != MapOp::Resize;
  }
}

/// Stores of one variable share its object; a variable that came out of a
/// container and is stored again has been handed on.
void Ownership::noteCarrier(const UseFact &U, ContainerRef To) {
  EntityId Carrier = U.Value.Carrier;
  if (Carrier == NoEntity)
    return;
  StoredBy[{U.Function, Carrier}].insert(To);
  AccessPath Local;
  Local.Root = RootKind::Local;
  Local.Entity = Carrier;
  for (ContainerRef From : elements(Local, U.Function))
    dispose(From, {U.Function, ReleaseFact::HandedOn, true, U.Where});
}

/// `spool.file`: a part of the object itself, behind no pointer.
static bool isPartOf(const AccessPath &Path) {
  return llvm::all_of(Path.Steps, [](const Step &S) {
    return S.Kind == StepKind::Field || S.Kind == StepKind::Key;
  });
}

/// True when \p Function may release or keep its argument \p Arg: one that is
/// not in sight, or does so in its body.
bool Ownership::keeps(EntityId Function, uint8_t Arg, bool Aggregate,
                      unsigned Hops) const {
  const FunctionFact *F = P.function(Function);
  if (!F || !F->HasBody || Hops > MaxHops)
    return true;
  auto It = ReleasesIn.find(Function);
  return It != ReleasesIn.end() && llvm::any_of(It->second, [&](uint32_t I) {
           const ReleaseFact &R = P.facts().Releases[I];
           return R.How != ReleaseFact::Nulled &&
                  R.Value.Root == RootKind::Param && R.Value.Index == Arg &&
                  (Aggregate ? isPartOf(R.Value) : R.Value.isRootNamed()) &&
                  !isMereMove(R, Hops + 1);
         });
}

/// `vdec_flush(it->second)`, where `vdec_close` releases such objects: what the
/// same library does with its own leaves them to the caller.
bool Ownership::isUseByOwnLibrary(const ReleaseFact &R) const {
  const FunctionFact *F = P.function(R.Into);
  if ((F && F->HasBody) || R.Arg != 0 || R.Type == NoEntity ||
      P.facts().Entities[R.Into].Owner != NoEntity)
    return false;
  const llvm::StringRef Name = P.name(R.Into);
  return !soundsLikeRelease(Name) && wordsOf(Name).size() > 1 &&
         Libraries.count({R.Type, wordsOf(Name).front()});
}

/// The value is handed to a local, or to a function that only looks at it.
bool Ownership::isMereMove(const ReleaseFact &R, unsigned Hops) const {
  if (R.How != ReleaseFact::HandedOn)
    return false;
  if (R.Into != NoEntity)
    return !keeps(R.Into, R.Arg, R.Aggregate, Hops) || isUseByOwnLibrary(R);
  return R.Place.Root == RootKind::Local && R.Place.Steps.empty();
}

void Ownership::collectReleases() {
  const std::vector<ReleaseFact> &All = P.facts().Releases;
  for (uint32_t I = 0; I < All.size(); ++I)
    ReleasesIn[All[I].Function].push_back(I);
  for (const ReleaseFact &R : All)
    if (R.Type != NoEntity && R.Into != NoEntity &&
        (R.How == ReleaseFact::Released || isForeignRelease(P, R)))
      Libraries.insert({R.Type, wordsOf(P.name(R.Into)).front()});
  for (const ReleaseFact &R : All) {
    if (isMereMove(R, 0))
      continue;
    const ReleaseFact::Kind How =
        isForeignRelease(P, R) ? ReleaseFact::Released : R.How;
    bool Leaves =
        How == ReleaseFact::Released || R.Into != NoEntity || R.Place.isKnown();
    for (ContainerRef From : elements(R.Value, R.Function))
      dispose(From, {R.Function, How, Leaves, R.Where});
  }
}

void Ownership::collectCalls() {
  for (const CallFact &Call : P.facts().Calls) {
    if (!Call.Object.isKnown() || Call.Object.Steps.empty())
      continue;
    bool Ends = soundsLikeRelease(P.name(Call.Callee));
    if (auto It = ReleasesIn.find(Call.Callee); It != ReleasesIn.end())
      Ends |= llvm::any_of(It->second, [&](uint32_t I) {
        const AccessPath &V = P.facts().Releases[I].Value;
        return V.Root == RootKind::This && !V.hasStep(StepKind::Field);
      });
    if (!Ends)
      continue;
    for (ContainerRef From : elements(Call.Object, Call.Caller))
      dispose(From, {Call.Caller, ReleaseFact::HandedOn, true, Call.Where});
  }
}

/// What else happens to a fresh value in the function that inserts it.
void Ownership::judgeCarriers() {
  for (const auto &Entry : StoredBy) {
    const auto &[Function, Carrier] = Entry.first;
    for (uint32_t I : ReleasesIn[Function]) {
      const ReleaseFact &R = P.facts().Releases[I];
      if (R.How != ReleaseFact::HandedOn || R.Value.Entity != Carrier ||
          R.Value.hasStep(StepKind::Field) || isMereMove(R, 0))
        continue;
      bool Outside = R.Place.isKnown();
      for (ContainerRef To : P.targets(R.Place, R.Function))
        for (ContainerRef In : Entry.second)
          Outside &= In.Decl != To.Decl;
      for (ContainerRef In : Entry.second) {
        auto It = Insertions.find(In);
        if (It == Insertions.end())
          continue;
        It->second.HandedOn |= Outside;
        It->second.PassedOn |= R.Into != NoEntity;
      }
    }
  }
}

std::set<ContainerRef> Ownership::sharers(ContainerRef Values) const {
  std::set<ContainerRef> Group{Values};
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (const auto &Entry : StoredBy) {
      const std::set<ContainerRef> &Some = Entry.second;
      if (!llvm::any_of(Some, [&](ContainerRef R) { return Group.count(R); }))
        continue;
      for (ContainerRef R : Some)
        Grew |= Group.insert(R).second;
    }
  }
  return Group;
}

bool Ownership::isSimilar(EntityId Record, const ContainerFact &C) const {
  return Record != NoEntity && C.ValueRecord != NoEntity &&
         (P.isA(C.ValueRecord, Record) || P.isA(Record, C.ValueRecord));
}

std::vector<std::pair<ContainerRef, OwnedValues>>
Ownership::ownedBy(const ContainerFact &C) const {
  std::vector<std::pair<ContainerRef, OwnedValues>> Result;
  for (uint8_t D = 0; D < C.Levels.size(); ++D) {
    ContainerRef Values{C.Decl, D};
    if (!isRaw(&C.Levels[D]))
      continue;
    OwnedValues V;
    V.Declared = C.OwnsValues;
    const std::set<ContainerRef> Group = sharers(Values);
    // Smart pointers own what they share; so does who is declared to.
    const bool OwnedByOther = llvm::any_of(Group, [&](ContainerRef R) {
      const LevelFact *L = levelOf(P, R);
      return (L && L->Values == ValueShape::Owner) ||
             (!V.Declared && L && P.container(R.Decl)->OwnsValues);
    });
    const Inserted Sum = sumOf(Group, V);
    if (OwnedByOther || Sum.Borrowed)
      continue;
    V.Sure = V.Declared ? Owns::Yes : concluded(C, Values, V, Sum);
    if (V.Sure != Owns::No)
      Result.push_back({Values, std::move(V)});
  }
  return Result;
}

/// `delete scratch_;`: the member itself, no element of anything. What is
/// reached through a member (`queue_.head`) may well be an element.
static bool isOwnMember(const AccessPath &Path) {
  return Path.Root == RootKind::This && !Path.hasStep(StepKind::Element) &&
         llvm::count_if(Path.Steps, [](const Step &S) {
           return S.Kind == StepKind::Field;
         }) == 1;
}

bool Ownership::releasesSimilar(EntityId Function, const ContainerFact &C,
                                llvm::StringRef Releaser,
                                EntityId ExceptLocal) const {
  auto It = ReleasesIn.find(Function);
  if (It == ReleasesIn.end())
    return false;
  return llvm::any_of(It->second, [&](uint32_t I) {
    const ReleaseFact &R = P.facts().Releases[I];
    if (R.How != ReleaseFact::Released || !isValueItself(R.Value, 0) ||
        isOwnMember(R.Value) ||
        (ExceptLocal != NoEntity && R.Value.Entity == ExceptLocal))
      return false;
    if (!R.Value.isKnown() && R.Type == NoEntity && R.Into == NoEntity)
      return true; // `delete it->second;` in a template's pattern.
    llvm::StringRef By = P.name(R.Into);
    return isSimilar(R.Type, C) || (!Releaser.empty() && Releaser != "delete" &&
                                    By.substr(By.rfind(':') + 1) == Releaser);
  });
}

} // namespace mapwarden
