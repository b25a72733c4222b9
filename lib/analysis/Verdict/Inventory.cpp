#include "Verdict/Inventory.h"
#include "Verdict/LockInference.h"

namespace mapwarden {

llvm::StringRef spelling(MapVerdict V) {
  static constexpr llvm::StringLiteral Names[] = {
      "no-growth",     "bounded-keys",  "bounded-guard", "erased",
      "teardown-only", "dead-eviction", "partial",       "unbounded",
      "short-lived",   "unknown"};
  return Names[static_cast<size_t>(V)];
}

llvm::StringRef spelling(ShrinkGrade G) {
  static constexpr llvm::StringLiteral Names[] = {
      "none", "cannot-run", "no-caller", "start-up", "teardown", "run-time"};
  return Names[static_cast<size_t>(G)];
}

namespace {

/// One container on its way to a row.
class RowMaker {
public:
  RowMaker(const ProgramFacts &P, const ContainerFact &C) : P(P), C(C) {}
  InventoryRow make(const Finding *F);

private:
  void addSites();
  void judge();
  void judgeByFinding(const Finding &F);
  bool judgeSettled(const Growth &G);
  bool evictsWhereItGrows(const Growth &G) const;
  void judgeUnknown();
  void judgeWithoutFinding();
  void decide(MapVerdict V, std::string Reason) {
    Row.Verdict = V;
    Row.Reason = std::move(Reason);
  }
  std::string keysText() const;
  std::string lockText() const;
  uint8_t mapDepth() const;

  const ProgramFacts &P;
  const ContainerFact &C;
  InventoryRow Row;
};

} // namespace

/// The outermost associative level: sequences around it are shards.
uint8_t RowMaker::mapDepth() const {
  for (uint8_t D = 0; D < C.Levels.size(); ++D)
    if (C.Levels[D].Row.isAssociative())
      return D;
  return 0;
}

void RowMaker::addSites() {
  const uint8_t Depth = mapDepth();
  const Shrinkage S = shrinkageOf(P, C, 0, Depth);
  for (auto [R, Grade] : S.Uses) {
    const UseFact &U = P.facts().Uses[R->Use];
    Row.Shrink.push_back({U.Where, P.hostOf(U.Function), U.Member, Grade});
  }
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = P.facts().Uses[R.Use];
    if (R.Container.Depth != Depth || !U.isGrowth() ||
        (U.Context & (Unreachable | KeyPresent)) ||
        (U.Op == MapOp::Subscript && !U.Written))
      continue;
    Row.Growth.push_back({U.Where, P.hostOf(U.Function), U.Member});
  }
}

std::string RowMaker::keysText() const {
  const LevelFact &Level = C.Levels[mapDepth()];
  if (Level.KeysFixed)
    return "few";
  if (Level.KeysSmall)
    return "16-bit";
  bool Fixed = !Row.Growth.empty();
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = P.facts().Uses[R.Use];
    if (R.Container.Depth == mapDepth() && U.isGrowth())
      Fixed &= R.Keys == KeyDomain::Fixed || R.Keys == KeyDomain::SameMap;
  }
  return Fixed ? "few" : "open";
}

/// The lock that most accesses hold.
std::string RowMaker::lockText() const {
  std::map<EntityId, unsigned> Held;
  unsigned All = 0;
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    ++All;
    for (const HeldLock &L : R.Locks)
      if (std::optional<EntityId> Name =
              lockName(P, L.Path, P.facts().Uses[R.Use].Function);
          Name && L.Mode != LockMode::Claim)
        ++Held[*Name];
  }
  EntityId Best = C.GuardedBy;
  unsigned Most = 0;
  for (auto [Lock, Count] : Held)
    if (C.GuardedBy == NoEntity && Lock != NoEntity && Count > Most &&
        2 * Count >= All) {
      Best = Lock;
      Most = Count;
    }
  return P.name(Best).str();
}

void RowMaker::judgeByFinding(const Finding &F) {
  Row.Sure = F.Sure;
  MapVerdict V = MapVerdict::Unbounded;
  if (F.Variant == "dead-eviction" || F.Variant == "cannot-run")
    V = MapVerdict::DeadEviction;
  else if (F.Variant == "teardown-only")
    V = MapVerdict::TeardownOnly;
  else if (F.Variant == "partial" || F.Variant == "not-pruned")
    V = MapVerdict::Partial;
  decide(V, F.Message);
}

/// A map that does not grow while the program serves, or only with few keys.
bool RowMaker::judgeSettled(const Growth &G) {
  if (!G.Uses.empty())
    return false;
  bool Any = false, Runs = false, Few = false, Configured = false,
       Replaced = false, Functions = false;
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = P.facts().Uses[R.Use];
    if (R.Container.Depth != mapDepth() || (U.Context & Unreachable))
      continue;
    const FunctionFact *F = P.function(P.hostOf(U.Function));
    const bool InFunction = F && !F->IsConstructor && !P.isPartOfMain(F->Id);
    Replaced |= U.Op == MapOp::Replace && InFunction &&
                (R.Runs == Reach::RunTime || R.Runs == Reach::StartUp);
    if (!U.isGrowth() || (U.Context & KeyPresent) ||
        (U.Op == MapOp::Subscript && !U.Written))
      continue;
    Any = true;
    Runs |= R.Runs != Reach::Never;
    if (R.Runs == Reach::RunTime) {
      (R.Keys == KeyDomain::Fixed || R.Keys == KeyDomain::SameMap
           ? Few
           : Configured) = true;
    } else if (R.Keys != KeyDomain::Fixed) {
      Functions |= InFunction;
    }
  }
  if (Few || (Any && C.Levels[mapDepth()].KeysFixed))
    decide(MapVerdict::BoundedKeys, "its keys are few");
  else if (Configured)
    decide(MapVerdict::BoundedKeys, "only what is configured comes into it");
  else if (Any && !Runs)
    decide(MapVerdict::NoGrowth, "nothing that inserts into it is called");
  else if (Functions)
    decide(MapVerdict::BoundedKeys,
           "it is loaded before the program, or its owner, serves");
  else if (Any)
    decide(MapVerdict::NoGrowth, "it is filled before the program serves");
  else if (Replaced)
    decide(MapVerdict::BoundedKeys, "its content is only replaced as a whole");
  else
    decide(MapVerdict::NoGrowth, "nothing inserts into it");
  return true;
}

/// `if (cache.size() >= limit) removeOldest(); cache[key] = entry;`
bool RowMaker::evictsWhereItGrows(const Growth &G) const {
  return llvm::any_of(P.sizeTests(C.Decl, mapDepth()),
                      [&](const SizeTestFact *T) {
                        return addsKeys(P, G, P.hostOf(T->Function), 0);
                      });
}

void RowMaker::judgeUnknown() {
  if (!C.Closed)
    return decide(MapVerdict::Unknown, "code outside of the program may use "
                                       "it");
  if (!P.escapes(C.Decl, mapDepth()).empty())
    return decide(MapVerdict::Unknown, "it is handed to code that is not in "
                                       "sight");
  if (Row.Lives.Lives == Life::Unknown)
    return decide(MapVerdict::Unknown, "how long its owner lives is not known");
  decide(MapVerdict::Unknown, "not all operations on it are known");
}

void RowMaker::judgeWithoutFinding() {
  const uint8_t Depth = mapDepth();
  if (!C.BoundedBy.empty())
    return decide(MapVerdict::BoundedGuard, "an annotation bounds it");
  const Growth G = growthOf(P, C, Depth);
  const Shrinkage S = shrinkageOf(P, C, 0, Depth);
  if (S.Best != ShrinkGrade::RunTime && !C.IsConst)
    if (const GapFact *Gap = P.gapFor(C))
      return decide(
          MapVerdict::Unknown,
          "'" + Gap->Source + "' may use it and " +
              (Gap->Failed ? "could not be read" : "was read with errors"));
  if (C.IsConst)
    return decide(MapVerdict::NoGrowth, "nothing inserts into it");
  if (judgeSettled(G))
    return;
  if (C.Levels[Depth].KeysFixed || G.SmallKeys)
    return decide(MapVerdict::BoundedKeys, "its keys are few");
  if (G.SizeGuarded || S.SizeGuarded || evictsWhereItGrows(G))
    return decide(MapVerdict::BoundedGuard, "its size is tested");
  if (S.Best == ShrinkGrade::RunTime)
    return decide(MapVerdict::Erased, "entries are removed at run time");
  if (Row.Lives.Lives == Life::Short)
    return decide(MapVerdict::ShortLived, "its owner does not live long");
  if (isSizeTested(P, C, Depth, G))
    return decide(MapVerdict::BoundedGuard, "its size is tested");
  judgeUnknown();
}

InventoryRow RowMaker::make(const Finding *F) {
  Row.Decl = C.Decl;
  Row.Lives = P.lifetime(C);
  addSites();
  Row.Keys = keysText();
  Row.Lock = lockText();
  if (F)
    judgeByFinding(*F);
  else
    judgeWithoutFinding();
  return std::move(Row);
}

static bool isListed(const ContainerFact &C) {
  if (C.IsReference || C.Kept == Storage::Local || C.Kept == Storage::Parameter)
    return false;
  return llvm::any_of(C.Levels,
                      [](const LevelFact &L) { return L.Row.isAssociative(); });
}

/// An annotated bound is believed in the inventory, and a function that removes
/// nothing is no container.
static bool tellsOfGrowth(const Finding &F) {
  if (F.Variant == "bound-not-kept" || F.Container == NoEntity)
    return false;
  return F.Rule == "unbounded-map" || F.Rule == "weak-map-never-pruned" ||
         F.Rule == "asymmetric-index" || F.Rule == "inner-map-never-cleared";
}

std::vector<InventoryRow> takeInventory(const ProgramFacts &P,
                                        llvm::ArrayRef<Finding> Findings) {
  std::map<EntityId, const Finding *> Found;
  for (const Finding &F : Findings)
    if (tellsOfGrowth(F)) {
      const Finding *&Known = Found[F.Container];
      if (!Known || Known->Sure < F.Sure)
        Known = &F;
    }
  std::vector<InventoryRow> Rows;
  for (const ContainerFact &C : P.facts().Containers) {
    if (!isListed(C))
      continue;
    auto It = Found.find(C.Decl);
    Rows.push_back(
        RowMaker(P, C).make(It == Found.end() ? nullptr : It->second));
  }
  llvm::sort(Rows, [&](const InventoryRow &A, const InventoryRow &B) {
    const SiteId X = P.facts().Entities[A.Decl].Decl,
                 Y = P.facts().Entities[B.Decl].Decl;
    if (P.before(X, Y) || P.before(Y, X))
      return P.before(X, Y);
    return A.Decl < B.Decl;
  });
  return Rows;
}

} // namespace mapwarden
