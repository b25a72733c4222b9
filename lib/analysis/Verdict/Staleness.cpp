#include "Verdict/Staleness.h"

namespace mapwarden {

/// Functions that hand results on to each other, at most.
static constexpr unsigned MaxHops = 4;
/// Functions that are asked what they pass on, at most.
static constexpr unsigned MaxAsked = 32;

Staleness::Staleness(const ProgramFacts &P) : P(P) {
  const TUFacts &Facts = P.facts();
  for (uint32_t I = 0; I < Facts.Uses.size(); ++I)
    UsesAt[Facts.Uses[I].Where].push_back(I);
  for (const ContainerFact &C : Facts.Containers)
    if (C.Kept == Storage::Parameter)
      Parameters[{C.Function, C.Param}] = C.Decl;
  for (const FunctionFact &F : Facts.Functions)
    for (EntityId Base : F.Overrides)
      Overriders[Base].push_back(F.Id);
}

std::vector<EntityId> Staleness::calleesOf(const CallFact &Call) const {
  std::vector<EntityId> Result{Call.Callee};
  for (size_t I = 0; Call.Virtual && I < Result.size(); ++I)
    if (auto It = Overriders.find(Result[I]); It != Overriders.end())
      for (EntityId Id : It->second)
        if (!llvm::is_contained(Result, Id))
          Result.push_back(Id);
  return Result;
}

/// \p Path of the callee of \p Call as the caller sees it.
static AccessPath inCaller(const AccessPath &Path, const CallFact &Call) {
  switch (Path.Root) {
  case RootKind::Global:
    return Path;
  case RootKind::This:
    return rebase(Path, Call.Object);
  case RootKind::Param:
    return Path.Index < Call.Args.size() ? rebase(Path, Call.Args[Path.Index])
                                         : AccessPath();
  default:
    return AccessPath();
  }
}

/// What the value of \p Call may refer to, as its caller sees it. A result
/// that is handed on is followed through the call that it came from.
std::vector<AccessPath> Staleness::resultsOf(const CallFact &Call,
                                             unsigned Hops) const {
  std::vector<AccessPath> Result;
  auto Add = [&](const AccessPath &Path) {
    if (AccessPath Mine = inCaller(Path, Call); Mine.isKnown())
      Result.push_back(std::move(Mine));
  };
  for (EntityId Callee : calleesOf(Call)) {
    const FunctionFact *F = P.function(Callee);
    if (!F || Hops > MaxHops)
      continue;
    for (const Ref &R : F->Returns) {
      if (R.Kind == RefKind::Copy || R.Kind == RefKind::View)
        continue;
      if (R.Path.Root != RootKind::Result) {
        Add(R.Path);
        continue;
      }
      for (uint32_t I : P.callsFrom(Callee))
        if (const CallFact &Inner = P.facts().Calls[I];
            Inner.Callee == R.Path.Entity)
          for (const AccessPath &Path : resultsOf(Inner, Hops + 1))
            Add(rebase(R.Path, Path));
    }
  }
  return Result;
}

/// Of a reference that a call returned: \p Key of the callee of \p Call is what
/// that call was given, too. Of others only one key is known.
bool Staleness::isKeyOfSource(const StaleFact &S, const KeyFact &Key,
                              const CallFact &Call) const {
  if (S.Source == ~0u)
    return true;
  if (Key.Param >= Call.Keys.size())
    return false;
  const std::string &Text = Call.Keys[Key.Param].Text;
  return !Text.empty() &&
         llvm::any_of(P.facts().Calls[S.Source].Keys,
                      [&](const KeyFact &Given) { return Given.Text == Text; });
}

/// The container a path names; a parameter that nobody in sight passes names
/// itself.
std::optional<ContainerRef> Staleness::nameOf(const AccessPath &Path,
                                              EntityId Function) const {
  std::vector<ContainerRef> Targets = P.targets(Path, Function);
  for (ContainerRef R : Targets)
    if (levelOf(P, R))
      return R;
  if (Path.Root != RootKind::Param || !Path.isRootNamed())
    return std::nullopt;
  auto It = Parameters.find({Path.Entity, Path.Index});
  if (It == Parameters.end())
    return std::nullopt;
  ContainerRef Own{It->second, Path.depth()};
  return levelOf(P, Own) ? std::optional<ContainerRef>(Own) : std::nullopt;
}

/// The elements of such a container lie inside the container object.
static bool isInline(const ContainerRow &Row) {
  llvm::StringRef Name = Row.Name;
  return Row.Kind == Shape::Fixed || Name.contains("Small") ||
         Name.contains("small_") || Name.contains("Inlined");
}

std::vector<Enclosing> Staleness::around(const AccessPath &Element,
                                         EntityId Function) const {
  std::vector<Enclosing> Result;
  bool ThroughPointer = false, InOwnBuffer = false;
  for (size_t I = Element.Steps.size(); I-- > 0;) {
    ThroughPointer |= Element.Steps[I].Kind == StepKind::Deref;
    if (Element.Steps[I].Kind != StepKind::Element)
      continue;
    Enclosing E;
    E.Path = Element;
    E.Path.Steps.truncate(I);
    E.Innermost = Result.empty();
    E.ThroughPointer = ThroughPointer;
    E.InOwnBuffer = InOwnBuffer;
    std::optional<ContainerRef> Ref = nameOf(E.Path, Function);
    if (!Ref)
      break;
    E.Ref = *Ref;
    E.Level = levelOf(P, *Ref);
    InOwnBuffer |= !isInline(E.Level->Row);
    Result.push_back(std::move(E));
  }
  return Result;
}

/// What the callers pass as parameter \p Param, in terms of \p Function:
/// elements of containers that have a name there. A caller that hands on a
/// parameter of its own is asked in turn, each function once.
std::vector<AccessPath> Staleness::passed(unsigned Param, EntityId Function,
                                          std::set<EntityId> &Seen) const {
  std::vector<AccessPath> Result;
  if (Seen.size() > MaxAsked || !Seen.insert(Function).second)
    return Result;
  for (uint32_t I : P.callsTo(Function)) {
    const CallFact &Call = P.facts().Calls[I];
    if (Param >= Call.Args.size() || (Call.Context & Unreachable))
      continue;
    const AccessPath &Arg = Call.Args[Param];
    std::vector<AccessPath> Given{Arg};
    if (Arg.Root == RootKind::Param && Arg.Steps.empty() &&
        Arg.Entity == Call.Caller)
      Given = passed(Arg.Index, Call.Caller, Seen);
    for (const AccessPath &Path : Given)
      if (Path.hasStep(StepKind::Element))
        if (AccessPath Mine = P.inCallee(Path, Call, Function);
            Mine.isKnown() && !llvm::is_contained(Result, Mine))
          Result.push_back(std::move(Mine));
  }
  return Result;
}

SiteId Staleness::passedAt(const StaleFact &S, EntityId Container) const {
  for (uint32_t I : P.callsTo(S.Function)) {
    const CallFact &Call = P.facts().Calls[I];
    if (S.Element.Index < Call.Args.size())
      for (const Enclosing &In :
           around(Call.Args[S.Element.Index], Call.Caller))
        if (In.Ref.Decl == Container)
          return Call.Where;
  }
  return NoSite;
}

std::vector<Enclosing> Staleness::enclosing(const StaleFact &S) const {
  std::vector<AccessPath> Paths{S.Element};
  if (isParameter(S)) {
    std::set<EntityId> Seen;
    std::vector<Enclosing> Result;
    for (const AccessPath &Path : passed(S.Element.Index, S.Function, Seen))
      llvm::append_range(Result, around(Path, S.Function));
    llvm::erase_if(Result, [](const Enclosing &E) {
      return !E.Level->Row.isAssociative();
    });
    return Result;
  }
  if (S.Source != ~0u) {
    Paths = resultsOf(P.facts().Calls[S.Source]);
    for (AccessPath &Path : Paths)
      Path = rebase(S.Element, Path);
  } else if (S.Element.Root == RootKind::Result)
    Paths = P.resolve(S.Element, S.Function);
  for (const AccessPath &Path : Paths) {
    std::vector<Enclosing> Result = around(Path, S.Function);
    if (llvm::any_of(Result, [](const Enclosing &E) {
          return E.Level->Row.isAssociative();
        }))
      return Result;
  }
  return {};
}

bool Staleness::hurts(const StaleFact &S, const Enclosing &In, MapOp Op,
                      RemovedKey Key) {
  const ContainerRow &Row = In.Level->Row;
  bool AsIterator = S.Referrer == RefKind::Iterator && In.Innermost;
  bool Movable = !In.ThroughPointer && !In.InOwnBuffer;
  // What hangs on a raw pointer outlives the element that holds the pointer.
  bool DiesWithElement =
      !In.ThroughPointer || In.Level->Values == ValueShape::Owner;
  switch (Op) {
  case MapOp::Subscript:
    if (!Row.isAssociative())
      return false;
    [[fallthrough]];
  case MapOp::Insert:
  case MapOp::InsertOrAssign:
  case MapOp::Resize:
  case MapOp::Reserve:
    return Movable && (AsIterator ? Row.MovesIters : Row.MovesRefs);
  case MapOp::Erase:
  case MapOp::Take:
    if (Key == RemovedKey::Same)
      return DiesWithElement && (Op == MapOp::Erase || AsIterator);
    return Movable && (AsIterator ? Row.EraseMovesIters : Row.EraseMovesRefs);
  case MapOp::Clear:
  case MapOp::Replace:
    return DiesWithElement;
  default:
    return false;
  }
}

const UseFact *Staleness::useAt(SiteId Where, MapOp Op) const {
  auto It = UsesAt.find(Where);
  if (It == UsesAt.end())
    return nullptr;
  for (uint32_t I : It->second)
    if (P.facts().Uses[I].Op == Op)
      return &P.facts().Uses[I];
  return nullptr;
}

bool Staleness::isSwap(SiteId Where, MapOp Op) const {
  const UseFact *U = useAt(Where, Op);
  return Op == MapOp::Replace && U && U->Member == "swap";
}

/// `listeners.forEach([&](int id) { listeners.remove(id); })`: what the
/// callback captures is the object whose method \p Function calls it.
bool Staleness::comesBack(const AccessPath &Path, const Enclosing &In,
                          EntityId Function) const {
  return llvm::any_of(P.callsTo(Function), [&](uint32_t I) {
    const CallFact &Call = P.facts().Calls[I];
    switch (In.Path.Root) {
    case RootKind::This:
      return rebase(In.Path, Call.Object) == Path;
    case RootKind::Param:
      return In.Path.Index < Call.Args.size() &&
             rebase(In.Path, Call.Args[In.Path.Index]) == Path;
    default:
      return false;
    }
  });
}

std::string nounFor(MapOp Op) {
  switch (Op) {
  case MapOp::Reserve:
    return "reallocation";
  case MapOp::Resize:
    return "resize";
  case MapOp::Erase:
    return "erase";
  case MapOp::Take:
    return "extraction";
  case MapOp::Clear:
    return "clear";
  case MapOp::Replace:
    return "assignment";
  default:
    return "insertion";
  }
}

/// `Cursor cursor(slots[k]);`: objects whose constructor keeps the reference
/// live in locals only, and are gone before others run.
bool Staleness::isKeptByLocalsOnly(const StaleFact &S) const {
  const FunctionFact *F = P.function(S.Function);
  if (!F || !F->IsConstructor)
    return false;
  bool Made = false;
  for (const InstanceFact &I : P.facts().Instances)
    if (I.Record == F->Owner) {
      Made = true;
      if (I.How != InstanceFact::Local)
        return false;
    }
  return Made;
}

/// `jobs_.emplace(id, [=] { run(); jobs_.erase(id); });`: the callable that
/// \p Call finds in a container takes its own entry out of it.
bool Staleness::isOwnEntry(const CallFact &Call, const UseFact &Erase) const {
  const FunctionFact *Body = P.function(Erase.Function);
  if (!Body || !Body->IsLambda || Erase.Key.Text.empty() ||
      !P.container(Call.Callee))
    return false;
  return llvm::any_of(P.usesIn(Body->Parent), [&](uint32_t I) {
    const UseFact &U = P.facts().Uses[I];
    return U.isGrowth() && U.Key.Text == Erase.Key.Text &&
           llvm::any_of(
               P.targets(U.Container, U.Function),
               [&](ContainerRef Ref) { return Ref.Decl == Call.Callee; });
  });
}

} // namespace mapwarden
