//===- Linker.cpp - The passes, and the indices they share ----------------===//
#include "Link/Linker.h"

namespace mapwarden {

ProgramFacts ProgramFacts::link(TUFacts Unit) {
  return Linker(std::move(Unit)).run();
}

ProgramFacts Linker::run() {
  indexFacts();
  bindPaths();
  // How long objects live depends on when containers are filled, and when
  // constructors run on how long objects live: first assume any time.
  computeReach();
  resolveUses();
  computeLives();
  computeReach();
  computeLocks();
  resolveUses();
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

void Linker::indexFacts() {
  const TUFacts &Unit = P.Unit;
  const size_t Entities = Unit.Entities.size();
  indexBy(P.FunctionIndex, Entities, Unit.Functions,
          [](const FunctionFact &F) { return F.Id; });
  indexBy(P.ContainerIndex, Entities, Unit.Containers,
          [](const ContainerFact &C) { return C.Decl; });
  indexBy(P.RecordIndex, Entities, Unit.Records,
          [](const RecordFact &R) { return R.Id; });
  ComesAndGoes.assign(Entities, true);
  P.LifeOf.assign(Entities, Lifetime());

  for (uint32_t I = 0; I < Unit.Calls.size(); ++I) {
    P.CallersOf[Unit.Calls[I].Callee].push_back(I);
    P.CalleesOf[Unit.Calls[I].Caller].push_back(I);
  }
  for (const FunctionFact &F : Unit.Functions) {
    if (F.IsLambda && F.Parent != NoEntity)
      LambdasOf[F.Parent].push_back(F.Id);
    for (EntityId Overridden : F.Overrides)
      OverridersOf[Overridden].push_back(F.Id);
    if (F.IsConstructor || F.IsDestructor)
      for (EntityId Class : withBases(F.Owner))
        LifeCycleOf[Class].push_back(F.Id);
  }
}

} // namespace mapwarden
