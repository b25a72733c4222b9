#include "CheckBase.h"
#include "MapUses.h"
#include "MemoCache.h"

namespace clang::tidy::mapwarden {

namespace {

class UnboundedMapCheck : public MapCheck {
public:
  using MapCheck::MapCheck;

private:
  void fix(const Finding &F, FixContext &Fix, DiagnosticBuilder &D) override;
};

} // namespace

//===--- bounded_map ------------------------------------------------------===//

/// std::hash knows \p T.
static bool isHashable(QualType T) {
  if (T->isScalarType())
    return true;
  const auto *R = T->getAsCXXRecordDecl();
  return R && R->isInStdNamespace() &&
         (R->getName() == "basic_string" ||
          R->getName() == "basic_string_view");
}

/// A lookup in a bounded_map counts as a use: readers must not run at once.
static bool isReadUnderSharedLock(EntityId Container, const FixContext &Fix) {
  return llvm::any_of(Fix.program().uses(Container), [](const ResolvedUse &R) {
    return llvm::any_of(
        R.Locks, [](const HeldLock &H) { return H.Mode == LockMode::Shared; });
  });
}

static EditList boundedEdits(const WrittenMap &Map, ArrayRef<MapUse> Uses,
                             EntityId Container, FixContext &Fix) {
  EditList Edits;
  ContainerType Type = Fix.types().container(Map.Decl->getType());
  const size_t Given = Map.Arguments.size();
  const bool Hashed = Map.Template == "std::unordered_map";
  if (!Type || Type.Row->Kind != Shape::Map || Type.Row->Synchronized ||
      Type.Row->Speaks != Dialect::Std || Given < 2 || Given > (Hashed ? 4 : 2))
    return Edits;
  if ((Given == 2 && !isHashable(Type.Key)) ||
      isReadUnderSharedLock(Container, Fix) ||
      !isMemoCache(Uses, Type.Key, Type.Mapped, Fix))
    return Edits;
  std::string Text = "mapwarden::bounded_map<";
  for (size_t I = 0; I < Given; ++I) {
    std::optional<std::string> Argument = Fix.source(Map.Arguments[I]);
    if (!Argument)
      return Edits;
    Text += (I ? ", " : "") + *Argument + (I == 1 ? ", 1024" : "");
  }
  Edits.add(Fix.replace(Map.Whole, Text + ">"));
  Fix.include(Map.Whole.getBegin(), "<mapwarden/bounded_map.h>", Edits);
  return Edits;
}

//===--- tracked_map ------------------------------------------------------===//

/// The use compiles when only the allocator of the type changes.
static bool isTrackable(const MapUse &U) {
  if (U.InTemplate)
    return false;
  if (!U.Call)
    return isa_and_nonnull<CXXForRangeStmt>(U.Around);
  StringRef Name = U.Member;
  if (Name == "swap" || Name == "merge" || Name == "extract" ||
      Name == "get_allocator" || Name.starts_with("operator="))
    return false;
  // `std::unordered_map<K, V>::iterator it = m.find(k);` names the type.
  const auto *D = dyn_cast_or_null<DeclStmt>(U.Around);
  if (!D || Name == "operator[]" || Name == "at" || Name == "size" ||
      Name == "count")
    return true;
  return llvm::all_of(D->decls(), [](const Decl *Each) {
    const auto *V = dyn_cast<VarDecl>(Each);
    return V && V->getTypeSourceInfo()->getTypeLoc().getContainedAutoTypeLoc();
  });
}

static EditList trackedEdits(const WrittenMap &Map, ArrayRef<MapUse> Uses,
                             FixContext &Fix) {
  EditList Edits;
  if (Map.Template != "std::unordered_map" || !llvm::all_of(Uses, isTrackable))
    return Edits;
  Edits.add(Fix.replace(Map.Name, "mapwarden::tracked_map"));
  Fix.include(Map.Name.getBegin(), "<mapwarden/tracked_map.h>", Edits);
  return Edits;
}

//===--- The check --------------------------------------------------------===//

void UnboundedMapCheck::fix(const Finding &F, FixContext &Fix,
                            DiagnosticBuilder &D) {
  // Not about the map, but about what an annotation says.
  if (F.Variant == "bound-not-kept" || F.Variant == "idle-remover")
    return;
  SourceLocation Loc = Fix.location(F.Where);
  const auto *Decl = dyn_cast_or_null<ValueDecl>(Fix.decl(F.Container));
  const ContainerFact *C = Fix.program().container(F.Container);
  std::optional<WrittenMap> Map;
  if (Decl && C && C->Closed)
    Map = writtenMap(Decl, Fix.context());
  std::vector<MapUse> Uses;
  if (Map)
    Uses = usesOf(Decl, Fix.context());
  if (Map && F.Sure >= Confidence::Likely) {
    EditList Edits = boundedEdits(*Map, Uses, F.Container, Fix);
    if (!Edits.empty()) {
      D << Edits.hints();
      return;
    }
  }
  EditList Tracked = Map ? trackedEdits(*Map, Uses, Fix) : EditList();
  if (!Tracked.empty())
    Fix.offer(Loc,
              "'mapwarden::tracked_map' is the same map and tells how it "
              "grows",
              Tracked);
  else
    Fix.offer(Loc, "if something else bounds it, say so with "
                   "'MAPWARDEN_BOUNDED_BY(max, \"who removes\")'");
}

std::unique_ptr<ClangTidyCheck>
makeUnboundedMapCheck(StringRef Name, ClangTidyContext *Context,
                      std::shared_ptr<SharedAnalysis> Shared) {
  return std::make_unique<UnboundedMapCheck>(Name, Context, std::move(Shared));
}

} // namespace clang::tidy::mapwarden
