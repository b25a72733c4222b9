//===- LockNames.cpp - What names of locks and functions stand for --------===//
#include "Catalog/Names.h"
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

bool mapwarden::isSetUpOrTest(llvm::StringRef Name) {
  std::string Lower = Name.substr(Name.rfind(':') + 1).lower();
  llvm::erase(Lower, '_');
  llvm::StringRef N = Lower;
  if (Name.contains("TEST_") || N.ends_with("fortest") ||
      N.ends_with("fortesting"))
    return true;
  return N == "start" || N == "startup" || N == "cleanup" ||
         N.starts_with("init") || namesInitialisation(Name);
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
