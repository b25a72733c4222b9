#include "Link/Canonical.h"
#include "Link/Renumbering.h"
#include "llvm/ADT/DenseSet.h"
#include <numeric>

namespace mapwarden {

/// Instantiations of one template in many units tell the same; of one place in
/// a function no more than this many different facts are kept.
static constexpr unsigned MaxPerPlace = 24;

template <typename Less>
static std::vector<uint32_t> sortedIndices(size_t Size, Less Before) {
  std::vector<uint32_t> Order(Size);
  std::iota(Order.begin(), Order.end(), 0);
  llvm::sort(Order, Before);
  return Order;
}

static std::vector<uint32_t> inverse(llvm::ArrayRef<uint32_t> Order) {
  std::vector<uint32_t> Result(Order.size());
  for (uint32_t I = 0; I < Order.size(); ++I)
    Result[Order[I]] = I;
  return Result;
}

/// Item Order[I] becomes the I-th; what \p Order does not name is dropped. In
/// place: the facts of a large program are not to be in memory twice.
template <typename T>
static void permute(std::vector<T> &Items, std::vector<uint32_t> Order) {
  const size_t Kept = Order.size();
  std::vector<bool> Named(Items.size());
  for (uint32_t I : Order)
    Named[I] = true;
  for (uint32_t I = 0; I < Items.size(); ++I)
    if (!Named[I])
      Order.push_back(I);
  for (uint32_t Start = 0; Start < Order.size(); ++Start) {
    if (Order[Start] == Start)
      continue;
    T First = std::move(Items[Start]);
    uint32_t At = Start;
    while (Order[At] != Start) { // One cycle; each place is then its own.
      const uint32_t From = Order[At];
      Items[At] = std::move(Items[From]);
      Order[At] = At;
      At = From;
    }
    Items[At] = std::move(First);
    Order[At] = At;
  }
  Items.erase(Items.begin() + Kept, Items.end());
}

static std::vector<uint32_t> sortFiles(TUFacts &F) {
  const std::vector<uint32_t> Order =
      sortedIndices(F.Files.size(), [&](uint32_t A, uint32_t B) {
        return F.Files[A] < F.Files[B];
      });
  permute(F.Files, Order);
  return inverse(Order);
}

static std::vector<SiteId> sortSites(TUFacts &F) {
  const std::vector<uint32_t> Files = sortFiles(F);
  for (Site &S : F.Sites)
    S.File = Files[S.File];
  for (GapFact &G : F.Gaps) {
    for (uint32_t &File : G.Files)
      File = Files[File];
    llvm::sort(G.Files);
    G.Files.erase(llvm::unique(G.Files), G.Files.end());
  }
  llvm::sort(F.Gaps, [](const GapFact &A, const GapFact &B) {
    return std::tie(A.Source, A.Failed, A.HeadersUnknown, A.Files) <
           std::tie(B.Source, B.Failed, B.HeadersUnknown, B.Files);
  });
  const std::vector<uint32_t> Order =
      sortedIndices(F.Sites.size(), [&](uint32_t A, uint32_t B) {
        const Site &X = F.Sites[A], &Y = F.Sites[B];
        return std::tie(X.File, X.Line, X.Column) <
               std::tie(Y.File, Y.Line, Y.Column);
      });
  permute(F.Sites, Order);
  return inverse(Order);
}

/// Drops entities that are resolved to others and sorts the rest.
static std::vector<EntityId> sortEntities(TUFacts &F,
                                          llvm::ArrayRef<EntityId> Resolved,
                                          llvm::ArrayRef<SiteId> Sites) {
  for (Entity &E : F.Entities) {
    E.Decl = E.Decl == NoSite ? NoSite : Sites[E.Decl];
    E.Def = E.Def == NoSite ? NoSite : Sites[E.Def];
  }
  std::vector<uint32_t> Order;
  for (uint32_t I = 0; I < Resolved.size(); ++I)
    if (Resolved[I] == I)
      Order.push_back(I);
  llvm::sort(Order, [&](uint32_t A, uint32_t B) {
    const Entity &X = F.Entities[A], &Y = F.Entities[B];
    return std::tie(X.Decl, X.Kind, X.USR, X.Def, X.Name) <
           std::tie(Y.Decl, Y.Kind, Y.USR, Y.Def, Y.Name);
  });
  std::vector<EntityId> New(F.Entities.size(), NoEntity);
  for (uint32_t I = 0; I < Order.size(); ++I)
    New[Order[I]] = I;
  for (uint32_t I = 0; I < Resolved.size(); ++I)
    New[I] = New[Resolved[I]];
  permute(F.Entities, Order);
  for (Entity &E : F.Entities)
    if (E.Owner != NoEntity)
      E.Owner = New[E.Owner];
  return New;
}

//===--- Facts ------------------------------------------------------------===//

static std::pair<EntityId, SiteId> placeOf(const UseFact &F) {
  return {F.Function, F.Where};
}
static std::pair<EntityId, SiteId> placeOf(const EscapeFact &F) {
  return {F.Function, F.Where};
}
static std::pair<EntityId, SiteId> placeOf(const SizeTestFact &F) {
  return {F.Function, F.Where};
}
static std::pair<EntityId, SiteId> placeOf(const FlagTestFact &F) {
  return {F.Function, F.Where};
}
static std::pair<EntityId, SiteId> placeOf(const CallFact &F) {
  return {F.Caller, F.Where};
}
static std::pair<EntityId, SiteId> placeOf(const ReleaseFact &F) {
  return {F.Function, F.Where};
}
static std::pair<EntityId, SiteId> placeOf(const GiveUpFact &F) {
  return {F.Function, F.Where};
}
static std::pair<EntityId, SiteId> placeOf(const CarryFact &F) {
  return {F.Function, F.Local};
}
static std::pair<EntityId, SiteId> placeOf(const FunctionFact &F) {
  return {F.Id, 0};
}
static std::pair<EntityId, SiteId> placeOf(const InstanceFact &F) {
  return {F.Record, F.Where};
}
static std::pair<EntityId, SiteId> placeOf(const RecordFact &F) {
  return {F.Id, 0};
}
static std::pair<EntityId, SiteId> placeOf(const ContainerFact &F) {
  return {F.Decl, 0};
}
static std::pair<EntityId, SiteId> placeOf(const StaleFact &F) {
  return {F.Function, F.Use};
}
static std::pair<EntityId, SiteId> placeOf(const TombstoneFact &F) {
  return {F.Function, F.Where};
}

/// Sorts facts by place and content and drops the second of two equal ones.
/// \returns where each one is now.
template <typename Fact>
static std::vector<uint32_t> sortFacts(std::vector<Fact> &Facts) {
  struct Key {
    std::pair<EntityId, SiteId> Place;
    uint64_t Hash;
    uint32_t Index;
  };
  std::vector<Key> Keys;
  Keys.reserve(Facts.size());
  for (uint32_t I = 0; I < Facts.size(); ++I)
    Keys.push_back({placeOf(Facts[I]), hashOf(Facts[I]), I});
  llvm::sort(Keys, [](const Key &A, const Key &B) {
    return std::tie(A.Place, A.Hash) < std::tie(B.Place, B.Hash);
  });
  std::vector<uint32_t> Kept, New(Facts.size(), ~0u);
  unsigned Here = 0;
  for (size_t I = 0; I < Keys.size(); ++I) {
    const bool SamePlace = I && Keys[I].Place == Keys[I - 1].Place;
    Here = SamePlace ? Here : 0;
    if (SamePlace && Keys[I].Hash == Keys[I - 1].Hash) {
      New[Keys[I].Index] = New[Keys[I - 1].Index];
      continue;
    }
    if (Here++ >= MaxPerPlace)
      continue;
    New[Keys[I].Index] = Kept.size();
    Kept.push_back(Keys[I].Index);
  }
  permute(Facts, std::move(Kept));
  return New;
}

template <typename List, typename More>
static void unite(List &Known, const More &Others) {
  for (const auto &X : Others)
    if (!llvm::is_contained(Known, X))
      Known.push_back(X);
}

/// What two units say about one function.
static void join(FunctionFact &A, const FunctionFact &B) {
  for (bool FunctionFact::*Flag :
       {&FunctionFact::HasBody, &FunctionFact::IsDeferredLambda,
        &FunctionFact::AddressTaken, &FunctionFact::InitByOption,
        &FunctionFact::ForeignCallers, &FunctionFact::IsRemover,
        &FunctionFact::CallsUnknown})
    A.*Flag |= B.*Flag;
  A.Closed &= B.Closed;
  unite(A.Overrides, B.Overrides);
  unite(A.Returns, B.Returns);
  if (A.Requires.empty())
    A.Requires = B.Requires;
  if (A.Parent == NoEntity)
    A.Parent = B.Parent;
}

static void join(RecordFact &A, const RecordFact &B) {
  unite(A.Bases, B.Bases);
  A.RunsService |= B.RunsService;
}

static void join(ContainerFact &A, const ContainerFact &B) {
  if (A.Levels.size() < B.Levels.size())
    A.Levels = B.Levels;
  // A unit that does not complete a type sees nothing in it.
  for (size_t I = 0; I < A.Levels.size() && I < B.Levels.size(); ++I)
    if (A.Levels[I].Values == ValueShape::Plain)
      A.Levels[I].Values = B.Levels[I].Values;
  A.IsConst &= B.IsConst;
  A.BoundedBy = std::max(A.BoundedBy, B.BoundedBy);
  if (A.GuardedBy == NoEntity)
    A.GuardedBy = B.GuardedBy;
  // What one unit finds is there.
  A.LockNotFound = A.GuardedBy == NoEntity
                       ? std::max(A.LockNotFound, B.LockNotFound)
                       : std::string();
  A.OwnsNothing = A.OwnsValues == B.OwnsValues ? A.OwnsNothing && B.OwnsNothing
                                               : A.OwnsNothing || B.OwnsNothing;
  A.OwnsValues |= B.OwnsValues;
  if (A.ValueRecord == NoEntity)
    A.ValueRecord = B.ValueRecord;
}

/// Of facts about one entity, which sortFacts() has put side by side, one.
template <typename Fact> static void joinEqual(std::vector<Fact> &Facts) {
  size_t Kept = 0;
  for (size_t I = 1; I < Facts.size(); ++I) {
    if (placeOf(Facts[Kept]) == placeOf(Facts[I])) {
      join(Facts[Kept], Facts[I]);
      continue;
    }
    if (++Kept != I)
      Facts[Kept] = std::move(Facts[I]);
  }
  if (!Facts.empty())
    Facts.erase(Facts.begin() + Kept + 1, Facts.end());
}

void canonicalize(TUFacts &F, llvm::ArrayRef<EntityId> Resolved) {
  const std::vector<SiteId> Sites = sortSites(F);
  const std::vector<EntityId> Entities = sortEntities(F, Resolved, Sites);
  for (GapFact &G : F.Gaps) {
    for (EntityId &Id : G.Declared)
      Id = Entities[Id];
    llvm::sort(G.Declared);
    G.Declared.erase(llvm::unique(G.Declared), G.Declared.end());
  }
  std::vector<uint32_t> Calls;
  const Renumbering Ids{Entities, Sites, {}};
  for (CallFact &C : F.Calls)
    fields(Ids, C);
  Calls = sortFacts(F.Calls);
  const Renumbering All{Entities, Sites, Calls};
  auto Renew = [&](auto &Facts) {
    for (auto &Fact : Facts)
      fields(All, Fact);
    sortFacts(Facts);
  };
  Renew(F.Containers);
  Renew(F.Functions);
  Renew(F.Records);
  Renew(F.Instances);
  Renew(F.Uses);
  Renew(F.Escapes);
  Renew(F.SizeTests);
  Renew(F.FlagTests);
  Renew(F.Releases);
  Renew(F.GiveUps);
  Renew(F.Carries);
  Renew(F.Stales);
  Renew(F.Tombstones);
  joinEqual(F.Containers);
  joinEqual(F.Functions);
  joinEqual(F.Records);
}

} // namespace mapwarden
