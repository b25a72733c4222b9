//===- Effects.cpp - What calls do to the containers of their callers -----===//
//
// A least fixpoint over the call graph with a work list: when the effects of a
// function grow, its callers are looked at again. At most MaxEffects each.
//
//===----------------------------------------------------------------------===//
#include "Link/Linker.h"

namespace mapwarden {

static constexpr size_t MaxEffects = 64;

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
  E.Container = seenByCallers(E.Container, F, E.Captured);
  if (!E.Container.isKnown())
    return false;
  std::set<Effect> &Known = EffectSets[F.Id];
  return Known.size() < MaxEffects && Known.insert(std::move(E)).second;
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

bool Linker::addEffectsOfCalls(const FunctionFact &F) {
  bool Changed = false;
  for (uint32_t I : P.callsFrom(F.Id)) {
    const CallFact &Call = P.Unit.Calls[I];
    if (Call.Context & (Unreachable | Deferred))
      continue;
    for (EntityId Callee : calleesOf(Call)) {
      auto Known = EffectSets.find(Callee);
      if (Known == EffectSets.end())
        continue;
      // A set must not grow while it is walked.
      const std::set<Effect> Copy =
          Callee == F.Id ? Known->second : std::set<Effect>();
      for (const Effect &E : Callee == F.Id ? Copy : Known->second)
        if (std::optional<Effect> Mine = effectOfCall(E, Call))
          Changed |= addEffect(F, std::move(*Mine));
    }
  }
  // A lambda that is not kept runs somewhere within its parent.
  auto It = LambdasOf.find(F.Id);
  if (It == LambdasOf.end())
    return Changed;
  for (EntityId Lambda : It->second) {
    const FunctionFact *L = P.function(Lambda);
    if (!L || L->IsDeferredLambda)
      continue;
    for (const Effect &E : EffectSets[Lambda])
      if (E.Captured || E.Container.Root == RootKind::Global)
        Changed |= addEffect(F, E);
  }
  return Changed;
}

void Linker::computeEffects() {
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
  std::set<EntityId> Queued;
  auto Queue = [&](EntityId Id) {
    if (P.function(Id) && Queued.insert(Id).second)
      Work.push_back(Id);
  };
  for (const FunctionFact &F : P.Unit.Functions)
    Queue(F.Id);
  while (!Work.empty()) {
    const FunctionFact &F = *P.function(Work.back());
    Work.pop_back();
    Queued.erase(F.Id);
    if (!addEffectsOfCalls(F))
      continue;
    for (EntityId Id : callersOf(F))
      Queue(Id);
  }
  for (auto &[Id, Set] : EffectSets)
    if (!Set.empty())
      P.EffectsOf[Id].assign(Set.begin(), Set.end());
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
