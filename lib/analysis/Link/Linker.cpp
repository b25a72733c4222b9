//===- Linker.cpp - The passes, and the indices they share ----------------===//
#include "Link/Linker.h"

namespace mapwarden {

ProgramFacts ProgramFacts::link(TUFacts Unit) {
  return Linker(std::move(Unit)).run();
}

ProgramFacts Linker::run() {
  indexFacts();
  findDeadBranches();
  findPartsOfMain();
  indexInstances();
  bindPaths();
  // How long objects live depends on when containers are filled, and when
  // constructors run on how long objects live: first assume any time.
  computeReach();
  resolveUses(/*WithLocks=*/false);
  computeLives();
  computeReach();
  computeLocks();
  resolveUses(/*WithLocks=*/true);
  computeEffects();
  return std::move(P);
}

template <typename Fact, typename GetId>
static void indexBy(std::vector<uint32_t> &Index, size_t Entities,
                    const std::vector<Fact> &Facts, GetId Id) {
  Index.assign(Entities, ~0u);
  for (uint32_t I = 0; I < Facts.size(); ++I)
    if (Id(Facts[I]) < Entities)
      Index[Id(Facts[I])] = I;
}

/// What merge() has made is; a single unit is numbered as it was read.
static bool isInSourceOrder(const TUFacts &Unit) {
  auto At = [](const Site &S) { return std::tie(S.File, S.Line, S.Column); };
  return llvm::is_sorted(Unit.Files) &&
         std::adjacent_find(Unit.Files.begin(), Unit.Files.end()) ==
             Unit.Files.end() &&
         std::adjacent_find(Unit.Sites.begin(), Unit.Sites.end(),
                            [&](const Site &A, const Site &B) {
                              return At(A) >= At(B);
                            }) == Unit.Sites.end();
}

void Linker::indexFacts() {
  const TUFacts &Unit = P.Unit;
  const size_t Entities = Unit.Entities.size();
  indexBy(P.FunctionIndex, Entities, Unit.Functions,
          [](const FunctionFact &F) { return F.Id; });
  indexBy(P.ContainerIndex, Entities, Unit.Containers,
          [](const ContainerFact &C) { return C.Decl; });
  indexBy(P.RecordIndex, Entities, Unit.Records,
          [](const RecordFact &R) { return R.Id; });
  P.SitesSorted = isInSourceOrder(Unit);
  ComesAndGoes.assign(Entities, true);
  P.LifeOf.assign(Entities, Lifetime());

  for (const FunctionFact &F : Unit.Functions) {
    if (F.IsLambda && F.Parent != NoEntity)
      P.LambdasOf[F.Parent].push_back(F.Id);
    for (EntityId Overridden : F.Overrides)
      OverridersOf[Overridden].push_back(F.Id);
    if (F.IsConstructor || F.IsDestructor)
      for (EntityId Class : withBases(F.Owner))
        LifeCycleOf[Class].push_back(F.Id);
  }
  indexCalls();
}

/// A call of a virtual function is a call of all that overrides it. In one unit
/// that is not known of all callers, so only effects follow it there.
void Linker::indexCalls() {
  std::vector<std::pair<EntityId, uint32_t>> Callers, Callees;
  for (uint32_t I = 0; I < P.Unit.Calls.size(); ++I) {
    const CallFact &Call = P.Unit.Calls[I];
    Callees.push_back({Call.Caller, I});
    Callers.push_back({Call.Callee, I});
    if (!P.Unit.WholeProgram || !Call.Virtual)
      continue;
    for (EntityId Id : overridersOf(Call.Callee))
      Callers.push_back({Id, I});
  }
  P.CallersOf = ProgramFacts::Lists(P.Unit.Entities.size(), Callers);
  P.CalleesOf = ProgramFacts::Lists(P.Unit.Entities.size(), Callees);
  std::vector<std::pair<EntityId, uint32_t>> Uses;
  for (uint32_t I = 0; I < P.Unit.Uses.size(); ++I)
    Uses.push_back({P.Unit.Uses[I].Function, I});
  P.UsesBy = ProgramFacts::Lists(P.Unit.Entities.size(), Uses);
}

llvm::ArrayRef<EntityId> Linker::overridersOf(EntityId Function) {
  if (!OverridersOf.count(Function))
    return {};
  auto [It, New] = AllOverriders.try_emplace(Function);
  if (!New)
    return It->second;
  std::vector<EntityId> Found{Function};
  for (size_t I = 0; I < Found.size(); ++I) {
    auto Direct = OverridersOf.find(Found[I]);
    if (Direct == OverridersOf.end())
      continue;
    for (EntityId Id : Direct->second)
      if (!llvm::is_contained(Found, Id))
        Found.push_back(Id);
  }
  Found.erase(Found.begin());
  return AllOverriders[Function] = std::move(Found);
}

} // namespace mapwarden
