//===- LockNames.cpp - Which declaration a held lock stands for -----------===//
#include "Verdict/LockInference.h"

using namespace mapwarden;

std::optional<EntityId> mapwarden::lockName(const ProgramFacts &P,
                                            const AccessPath &Lock,
                                            EntityId Function) {
  for (const Step &S : llvm::reverse(Lock.Steps))
    if (S.Kind == StepKind::Field)
      return S.Field;
  switch (Lock.Root) {
  case RootKind::Global:
    return Lock.Entity;
  case RootKind::Local:
    if (Lock.hasStep(StepKind::Deref))
      return std::nullopt;
    return NoEntity;
  case RootKind::Temporary: // Some lock: nobody knows which.
    return std::nullopt;
  case RootKind::This: {
    const FunctionFact *F = P.function(enclosingFunction(P, Function));
    return F && F->Owner != NoEntity ? std::optional<EntityId>(F->Owner)
                                     : std::nullopt;
  }
  case RootKind::Result:
  case RootKind::Param: {
    std::vector<AccessPath> Paths = P.resolve(Lock, Function);
    if (isOneLock(Paths) && !(Paths.front() == Lock))
      return lockName(P, Paths.front(), Function);
    if (Paths.empty() && Lock.Root == RootKind::Result)
      return Lock.Entity;
    return std::nullopt;
  }
  case RootKind::Unknown:
    break;
  }
  return std::nullopt;
}

LockUsage mapwarden::lockUsage(const ProgramFacts &P) {
  LockUsage Result;
  for (const ContainerFact &C : P.facts().Containers)
    for (const ResolvedUse &R : P.uses(C.Decl))
      for (const UseWay &Way : R.Ways)
        for (const HeldLock &H : Way.Locks)
          if (std::optional<EntityId> Lock = lockName(P, H.Path, Way.Function);
              Lock && H.Mode != LockMode::Claim)
            for (EntityId F : {P.facts().Uses[R.Use].Function, Way.Function})
              Result[{*Lock, C.Decl}].insert(enclosingFunction(P, F));
  return Result;
}
