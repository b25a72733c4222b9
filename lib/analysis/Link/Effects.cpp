//===- Effects.cpp - What calls do to the containers of their callers -----===//
//
// A least fixpoint over the call graph with a work list: when the effects of a
// function grow, its callers are looked at again. At most EffectList::Max each.
//
//===----------------------------------------------------------------------===//
#include "Link/Linker.h"

namespace mapwarden {

static bool isEffect(const UseFact &U) {
  if (U.Context & Unreachable)
    return false;
  if (U.Op == MapOp::Subscript && (U.Context & KeyPresent))
    return false;
  return U.isGrowth() || U.isRemoval() || U.Op == MapOp::Reserve ||
         U.Op == MapOp::Unknown;
}

static AccessPath rootOf(AccessPath Path) {
  Path.Steps.clear();
  return Path;
}

/// \p Path of code in \p F, as a caller of \p F can use it; unknown if it
/// cannot. Sets \p Captured.
AccessPath Linker::seenByCallers(const AccessPath &Path, const FunctionFact &F,
                                 bool &Captured) const {
  Captured = false;
  // A variable that holds a lambda runs what the lambda captured.
  const bool Captures =
      F.IsLambda || P.Unit.Entities[F.Id].Kind == EntityKind::Variable;
  switch (Path.Root) {
  case RootKind::Global:
    return Path;
  case RootKind::Result: {
    for (const AccessPath &Base : P.resolve(rootOf(Path)))
      if (Base.Root == RootKind::Global)
        return rebase(Path, Base);
    return Path.containerRef() ? Path : AccessPath();
  }
  case RootKind::This:
    Captured = F.IsLambda;
    return Path;
  case RootKind::Param:
    Captured = Path.Entity != F.Id;
    return !Captured || Captures ? Path : AccessPath();
  case RootKind::Local: {
    const ContainerFact *C = P.container(Path.Entity);
    if (!Captures || (C && C->Function == F.Id))
      return AccessPath();
    Captured = true;
    return Path;
  }
  default:
    return AccessPath();
  }
}

bool Linker::addEffect(const FunctionFact &F, Effect E) {
  if (EffectSets[F.Id].isFull())
    return false;
  E.Container = seenByCallers(E.Container, F, E.Captured);
  if (!E.Container.isKnown())
    return false;
  return EffectSets[F.Id].insert(std::move(E));
}

/// An effect of the callee, its key read in the caller.
static std::optional<Effect> effectOfCall(const Effect &E,
                                          const CallFact &Call) {
  std::optional<AccessPath> Path = ProgramFacts::inCaller(E, Call);
  if (!Path)
    return std::nullopt;
  Effect Result = E;
  Result.Container = std::move(*Path);
  if (E.Key.Domain == KeyDomain::Param)
    Result.Key =
        E.Key.Param < Call.Keys.size() ? Call.Keys[E.Key.Param] : KeyFact();
  else if (E.Key.Domain != KeyDomain::Fixed)
    Result.Key.Text.clear(); // Names of the callee mean nothing here.
  return Result;
}

llvm::SmallVector<EntityId, 2> Linker::calleesOf(const CallFact &Call) {
  llvm::SmallVector<EntityId, 2> Result{Call.Callee};
  if (Call.Virtual)
    llvm::append_range(Result, overridersOf(Call.Callee));
  return Result;
}

/// What \p Callee does is an effect of \p F, which calls it.
bool Linker::addEffectsOf(EntityId Callee, const CallFact &Call,
                          const FunctionFact &F, bool Vague) {
  if (Callee >= EffectSets.size() || EffectSets[F.Id].isFull())
    return false;
  bool Changed = false;
  // A list must not grow while it is walked.
  const EffectList Copy = Callee == F.Id ? EffectSets[F.Id] : EffectList();
  const EffectList &Known = Callee == F.Id ? Copy : EffectSets[Callee];
  for (size_t I = 0; I < Known.size(); ++I)
    if (std::optional<Effect> Mine = effectOfCall(Known[I], Call)) {
      Mine->Vague |= Vague;
      Changed |= addEffect(F, std::move(*Mine));
    }
  return Changed;
}

bool Linker::addEffectsOfCalls(const FunctionFact &F) {
  bool Changed = false;
  for (uint32_t I : P.callsFrom(F.Id)) {
    const CallFact &Call = P.Unit.Calls[I];
    if (Call.Context & (Unreachable | Deferred))
      continue;
    const auto Callees = calleesOf(Call);
    for (EntityId Callee : Callees)
      Changed |= addEffectsOf(Callee, Call, F, isVague(Callees.size()));
  }
  // A lambda that is not kept runs somewhere within its parent.
  for (EntityId Lambda : P.lambdasOf(F.Id)) {
    const FunctionFact *L = P.function(Lambda);
    if (!L || L->IsDeferredLambda)
      continue;
    const EffectList &Known = EffectSets[Lambda];
    for (size_t I = 0; I < Known.size(); ++I)
      if (Known[I].Captured || Known[I].Container.Root == RootKind::Global)
        Changed |= addEffect(F, Known[I]);
  }
  return Changed;
}

void Linker::computeEffects() {
  EffectSets.resize(P.Unit.Entities.size());
  for (const UseFact &U : P.Unit.Uses) {
    const FunctionFact *F = P.function(U.Function);
    if (!F || !isEffect(U))
      continue;
    Effect E;
    E.Container = U.Container;
    E.Op = U.Op;
    E.Key = U.Key;
    E.Where = U.Where;
    addEffect(*F, std::move(E));
  }
  std::vector<EntityId> Work;
  std::vector<bool> Queued(P.Unit.Entities.size());
  auto Queue = [&](EntityId Id) {
    if (!P.function(Id) || Queued[Id])
      return;
    Queued[Id] = true;
    Work.push_back(Id);
  };
  for (const FunctionFact &F : P.Unit.Functions)
    Queue(F.Id);
  while (!Work.empty()) {
    const FunctionFact &F = *P.function(Work.back());
    Work.pop_back();
    Queued[F.Id] = false;
    if (!addEffectsOfCalls(F))
      continue;
    for (EntityId Id : callersOf(F))
      Queue(Id);
  }
  P.EffectsOf.resize(EffectSets.size());
  for (EntityId Id = 0; Id < EffectSets.size(); ++Id)
    P.EffectsOf[Id] = EffectSets[Id].take();
}

std::vector<EntityId> Linker::callersOf(const FunctionFact &F) const {
  std::vector<EntityId> Result, Called{F.Id};
  for (size_t I = 0; I < Called.size(); ++I) // Also calls of what it overrides.
    if (const FunctionFact *G = P.function(Called[I]))
      for (EntityId Id : G->Overrides)
        if (!llvm::is_contained(Called, Id))
          Called.push_back(Id);
  for (EntityId Id : Called)
    for (uint32_t I : P.callsTo(Id))
      Result.push_back(P.Unit.Calls[I].Caller);
  if (F.IsLambda)
    Result.push_back(F.Parent);
  return Result;
}

} // namespace mapwarden
