//===- ProgramFacts.cpp - Queries of the linked program -------------------===//
#include "Link/ProgramFacts.h"

namespace mapwarden {

template <typename Fact>
static const Fact *factOf(const std::vector<uint32_t> &Index,
                          const std::vector<Fact> &Facts, EntityId Id) {
  if (Id >= Index.size() || Index[Id] == ~0u)
    return nullptr;
  return &Facts[Index[Id]];
}

template <typename Value>
static llvm::ArrayRef<Value>
listOf(const std::vector<std::vector<Value>> &Lists, size_t At) {
  if (At >= Lists.size())
    return {};
  return Lists[At];
}

bool sameLock(const AccessPath &A, const AccessPath &B) {
  std::optional<ContainerRef> NameA = A.containerRef(),
                              NameB = B.containerRef();
  if (NameA && NameB)
    return *NameA == *NameB;
  return A.isKnown() && A == B;
}

bool isOneLock(llvm::ArrayRef<AccessPath> Paths) {
  return !Paths.empty() && llvm::all_of(Paths, [&](const AccessPath &Path) {
    return Path == Paths.front() || sameLock(Path, Paths.front());
  });
}

const FunctionFact *ProgramFacts::function(EntityId Id) const {
  return factOf(FunctionIndex, Unit.Functions, Id);
}

const ContainerFact *ProgramFacts::container(EntityId Decl) const {
  return factOf(ContainerIndex, Unit.Containers, Decl);
}

const RecordFact *ProgramFacts::record(EntityId Id) const {
  return factOf(RecordIndex, Unit.Records, Id);
}

llvm::StringRef ProgramFacts::name(EntityId Id) const {
  return Id < Unit.Entities.size() ? llvm::StringRef(Unit.Entities[Id].Name)
                                   : llvm::StringRef();
}

llvm::ArrayRef<ResolvedUse> ProgramFacts::uses(EntityId Container) const {
  if (Container >= ContainerIndex.size())
    return {};
  return listOf(UsesOf, ContainerIndex[Container]);
}

llvm::ArrayRef<Effect> ProgramFacts::effects(EntityId Function) const {
  return listOf(EffectsOf, Function);
}

llvm::ArrayRef<uint32_t> ProgramFacts::callsTo(EntityId Function) const {
  return CallersOf.of(Function);
}

llvm::ArrayRef<uint32_t> ProgramFacts::callsFrom(EntityId Function) const {
  return CalleesOf.of(Function);
}

const LockSet &ProgramFacts::entryLocks(EntityId Function) const {
  static const LockSet None;
  return Function < EntryOf.size() ? EntryOf[Function] : None;
}

std::vector<ContainerRef> ProgramFacts::targets(const AccessPath &Path,
                                                EntityId Function) const {
  std::vector<ContainerRef> Result;
  for (const AccessPath &P : resolve(Path, Function))
    Result.push_back(*P.containerRef());
  llvm::sort(Result);
  Result.erase(llvm::unique(Result), Result.end());
  return Result;
}

std::optional<AccessPath> ProgramFacts::inCaller(const Effect &E,
                                                 const CallFact &Call) {
  if (E.Captured)
    return E.Container;
  AccessPath Result;
  switch (E.Container.Root) {
  case RootKind::Global:
  case RootKind::Result:
    return E.Container;
  case RootKind::This:
    Result = rebase(E.Container, Call.Object);
    break;
  case RootKind::Param:
    if (E.Container.Index < Call.Args.size())
      Result = rebase(E.Container, Call.Args[E.Container.Index]);
    break;
  default:
    break;
  }
  if (!Result.isKnown())
    return std::nullopt;
  return Result;
}

static AccessPath replacePrefix(const AccessPath &Path, const AccessPath &Old,
                                AccessPath New) {
  for (size_t I = Old.Steps.size(); I < Path.Steps.size(); ++I)
    New = New.with(Path.Steps[I].Kind, Path.Steps[I].Field);
  return New;
}

AccessPath ProgramFacts::inCallee(const AccessPath &Path, const CallFact &Call,
                                  EntityId Callee) {
  AccessPath New;
  if (Call.Object.isKnown() && Path.startsWith(Call.Object)) {
    New.Root = RootKind::This;
    return replacePrefix(Path, Call.Object, New);
  }
  for (size_t I = 0; I < Call.Args.size(); ++I) {
    if (!Call.Args[I].isKnown() || !Path.startsWith(Call.Args[I]))
      continue;
    New.Root = RootKind::Param;
    New.Entity = Callee;
    New.Index = I;
    return replacePrefix(Path, Call.Args[I], New);
  }
  if (Path.Root == RootKind::Global || !Path.isRootNamed())
    return Path;
  return AccessPath();
}

Reach ProgramFacts::reach(EntityId Function) const {
  return Function < ReachOf.size() ? ReachOf[Function] : Reach::RunTime;
}

Reach ProgramFacts::reachAsEnd(EntityId Function) const {
  return Function < EndReachOf.size() ? EndReachOf[Function] : Reach::RunTime;
}

Reach ProgramFacts::reachAsConfigured(EntityId Function) const {
  return Function < ConfigReachOf.size() ? ConfigReachOf[Function]
                                         : Reach::RunTime;
}

Reach ProgramFacts::reachAsSetUp(EntityId Function) const {
  return Function < SetUpReachOf.size() ? SetUpReachOf[Function]
                                        : Reach::RunTime;
}

/// `Cache &cache() { static Cache c; return c; }`, which other units may call.
bool ProgramFacts::isHandedOut(const ContainerFact &C) const {
  const FunctionFact *F = function(C.Function);
  return F && !Unit.Entities[F->Id].Internal &&
         llvm::any_of(F->Returns, [&](const Ref &R) {
           std::optional<ContainerRef> Of = R.Path.containerRef();
           return Of && Of->Decl == C.Decl;
         });
}

/// A unit whose headers are not known may use \p C: it names the container, or
/// a function that returns a reference to it.
bool ProgramFacts::mayUse(const GapFact &G, const ContainerFact &C) const {
  if (!G.HeadersUnknown)
    return false;
  auto Names = [&](EntityId Id) {
    const llvm::StringRef Name = name(Id);
    return std::binary_search(G.Mentions.begin(), G.Mentions.end(),
                              Name.substr(Name.rfind(':') + 1).str());
  };
  if (G.Mentions.empty() || Names(C.Decl) ||
      (C.Function != NoEntity && Names(C.Function)))
    return true;
  return llvm::any_of(Unit.Functions, [&](const FunctionFact &F) {
    return llvm::any_of(
               F.Returns,
               [&](const Ref &R) {
                 std::optional<ContainerRef> Of = R.Path.containerRef();
                 return R.Kind != RefKind::Copy && Of && Of->Decl == C.Decl;
               }) &&
           Names(F.Id);
  });
}

const GapFact *ProgramFacts::gapFor(const ContainerFact &C) const {
  auto IsIn = [&](SiteId At, const GapFact &G) {
    return At != NoSite && llvm::is_contained(G.Files, Unit.Sites[At].File);
  };
  const Entity &E = Unit.Entities[C.Decl];
  // Who can call a function can have what it hands out.
  const bool HandedOut = isHandedOut(C);
  const bool Hidden =
      !HandedOut && (E.Internal || C.Kept == Storage::MainLocal ||
                     C.Kept == Storage::StaticLocal);
  const Entity &Named = HandedOut ? Unit.Entities[C.Function] : E;
  for (const GapFact &G : Unit.Gaps) {
    // What only its own file can name is not touched by another.
    const bool Own =
        E.Decl != NoSite && Unit.Files[Unit.Sites[E.Decl].File] == G.Source;
    if (Own)
      return &G;
    if (Hidden)
      continue;
    if (mayUse(G, C) || IsIn(Named.Decl, G) ||
        llvm::is_contained(G.Declared, C.Decl))
      return &G;
  }
  return nullptr;
}

ProgramFacts::Lists::Lists(size_t Entities,
                           llvm::ArrayRef<std::pair<EntityId, uint32_t>> Pairs)
    : Begin(Entities + 1), Items(Pairs.size()) {
  for (auto [Id, Number] : Pairs)
    if (Id < Entities)
      ++Begin[Id + 1];
  for (size_t I = 1; I < Begin.size(); ++I)
    Begin[I] += Begin[I - 1];
  std::vector<uint32_t> Next(Begin.begin(), Begin.end());
  for (auto [Id, Number] : Pairs)
    if (Id < Entities)
      Items[Next[Id]++] = Number;
  Items.resize(Begin.empty() ? 0 : Begin.back());
}

Reach ProgramFacts::reachFor(EntityId Function, EntityId Owner) const {
  auto It = OwnerReachOf.find({Owner, Function});
  return It == OwnerReachOf.end() ? reach(Function) : It->second;
}

Lifetime ProgramFacts::lifetimeOfField(const ContainerFact &C) const {
  auto Makers = MakersOf.find(C.Decl);
  if (Makers == MakersOf.end())
    return C.Owner < LifeOf.size() ? LifeOf[C.Owner] : Lifetime();
  Lifetime Longest;
  for (EntityId Class : Makers->second)
    if (LifeOf[Class].Lives > Longest.Lives)
      Longest = LifeOf[Class];
  return Longest;
}

Lifetime ProgramFacts::lifetime(const ContainerFact &C) const {
  Lifetime L;
  L.Where = C.Decl < Unit.Entities.size() ? Unit.Entities[C.Decl].Decl : NoSite;
  switch (C.Kept) {
  case Storage::Field:
    return lifetimeOfField(C);
  case Storage::MainLocal:
    L.Lives = Life::Program;
    L.Why = whyLocalOfMain(C.Function);
    break;
  case Storage::Local:
  case Storage::Parameter:
    L.Lives = Life::Short;
    break;
  case Storage::Namespace:
  case Storage::StaticMember:
  case Storage::StaticLocal:
  case Storage::ThreadLocal:
    L.Lives = Life::Program;
    L.Why = C.Kept == Storage::ThreadLocal ? "of thread storage duration"
                                           : "of static storage duration";
    break;
  }
  return L;
}

std::vector<const EscapeFact *> ProgramFacts::escapes(EntityId Container,
                                                      uint8_t Depth) const {
  std::vector<const EscapeFact *> Result;
  auto It = EscapesOf.find(Container);
  if (It == EscapesOf.end())
    return Result;
  for (auto [Index, At] : It->second)
    if (At <= Depth)
      Result.push_back(&Unit.Escapes[Index]);
  return Result;
}

std::vector<const SizeTestFact *> ProgramFacts::sizeTests(EntityId Container,
                                                          uint8_t Depth) const {
  std::vector<const SizeTestFact *> Result;
  auto It = SizeTestsOf.find(Container);
  if (It == SizeTestsOf.end())
    return Result;
  for (auto [Index, At] : It->second)
    if (At == Depth)
      Result.push_back(&Unit.SizeTests[Index]);
  return Result;
}

EntityId ProgramFacts::hostOf(EntityId Function) const {
  for (unsigned Hops = 0; Hops < 32; ++Hops) {
    const FunctionFact *F = function(Function);
    if (!F || !F->IsLambda || F->Parent == NoEntity)
      break;
    Function = F->Parent;
  }
  return Function;
}

bool ProgramFacts::isA(EntityId Record, EntityId Base) const {
  llvm::SmallVector<EntityId, 8> Work{Record};
  std::set<EntityId> Seen;
  while (!Work.empty()) {
    EntityId Id = Work.pop_back_val();
    if (Id == NoEntity || !Seen.insert(Id).second)
      continue;
    if (Id == Base)
      return true;
    if (const RecordFact *R = record(Id))
      Work.append(R->Bases.begin(), R->Bases.end());
  }
  return false;
}

bool ProgramFacts::before(SiteId A, SiteId B) const {
  if (A == B || A >= Unit.Sites.size())
    return false;
  if (B >= Unit.Sites.size())
    return true;
  if (SitesSorted)
    return A < B;
  const Site &X = Unit.Sites[A], &Y = Unit.Sites[B];
  if (X.File != Y.File)
    return Unit.Files[X.File] < Unit.Files[Y.File];
  return std::tie(X.Line, X.Column) < std::tie(Y.Line, Y.Column);
}

EntityId enclosingFunction(const ProgramFacts &P, EntityId Function) {
  for (unsigned Depth = 0; Depth < 8; ++Depth) {
    const FunctionFact *F = P.function(Function);
    if (!F || !F->IsLambda || F->IsDeferredLambda || F->Parent == NoEntity)
      return Function;
    Function = F->Parent;
  }
  return Function;
}

} // namespace mapwarden
