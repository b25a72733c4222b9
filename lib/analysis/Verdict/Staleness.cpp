#include "Verdict/Staleness.h"

namespace mapwarden {

Staleness::Staleness(const ProgramFacts &P) : P(P) {
  const TUFacts &Facts = P.facts();
  for (uint32_t I = 0; I < Facts.Uses.size(); ++I)
    UsesAt[Facts.Uses[I].Where].push_back(I);
  for (const ContainerFact &C : Facts.Containers)
    if (C.Kept == Storage::Parameter)
      Parameters[{C.Function, C.Param}] = C.Decl;
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

std::vector<Enclosing> Staleness::enclosing(const StaleFact &S) const {
  std::vector<AccessPath> Paths{S.Element};
  if (S.Element.Root == RootKind::Result)
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

} // namespace mapwarden
