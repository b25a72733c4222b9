//===- Resolve.cpp - What parameters and results name ---------------------===//
//
// Field-based: a path with a field, a global or a local names its container by
// itself. A bare parameter stands for what the visible calls pass, `*this` of a
// class derived from a container for the objects of the calls, a result for
// what the function returns.
//
//===----------------------------------------------------------------------===//
#include "Link/Linker.h"

namespace mapwarden {

/// More names than this for one parameter: a utility; more would not help.
static constexpr size_t MaxPaths = 64;
static constexpr unsigned MaxRounds = 16;

std::vector<AccessPath> ProgramFacts::resolve(const AccessPath &Path,
                                              EntityId Function) const {
  std::vector<AccessPath> Result;
  auto Keep = [&](const AccessPath &Base) {
    AccessPath P = rebase(Path, Base);
    if (P.containerRef())
      Result.push_back(std::move(P));
  };
  auto KeepParam = [&](EntityId F, uint8_t Index) {
    auto It = ParamPaths.find({F, Index});
    if (It != ParamPaths.end())
      llvm::for_each(It->second, Keep);
  };
  if (Path.containerRef()) {
    Result.push_back(Path);
    return Result;
  }
  switch (Path.Root) {
  case RootKind::Param:
    KeepParam(Path.Entity, Path.Index);
    break;
  case RootKind::This:
    KeepParam(hostOf(Function), ThisParam);
    break;
  case RootKind::Result: {
    auto It = ResultPaths.find(Path.Entity);
    if (It == ResultPaths.end())
      break;
    // A returned copy of a pointer still leads to the same object.
    const bool ThroughPointer =
        !Path.Steps.empty() && Path.Steps.front().Kind == StepKind::Deref;
    for (const auto &[Base, IsCopy] : It->second)
      if (!IsCopy || ThroughPointer)
        Keep(Base);
    break;
  }
  default:
    break;
  }
  return Result;
}

bool Linker::bindCall(const CallFact &Call) {
  if (Call.Args.empty() && !Call.Object.isKnown())
    return false;
  bool Changed = false;
  for (EntityId Id : calleesOf(Call))
    if (const FunctionFact *Callee = P.function(Id); Callee && Callee->HasBody)
      Changed |= bindCall(Call, *Callee);
  return Changed;
}

bool Linker::bindCall(const CallFact &Call, const FunctionFact &Callee) {
  bool Changed = false;
  auto Bind = [&](const AccessPath &Arg, uint8_t Index) {
    std::vector<AccessPath> Named = P.resolve(Arg, Call.Caller);
    if (Named.empty())
      return;
    std::set<AccessPath> &Known = P.ParamPaths[{Callee.Id, Index}];
    for (AccessPath &N : Named)
      if (Known.size() < MaxPaths)
        Changed |= Known.insert(std::move(N)).second;
  };
  for (size_t I = 0; I < Call.Args.size() && I < ProgramFacts::ThisParam; ++I)
    Bind(Call.Args[I], I);
  if (Callee.Owner != NoEntity && !Callee.IsLambda)
    Bind(Call.Object, ProgramFacts::ThisParam);
  return Changed;
}

bool Linker::bindResults(const FunctionFact &F) {
  std::set<std::pair<AccessPath, bool>> Found;
  for (const Ref &R : F.Returns) {
    if (R.Kind == RefKind::View)
      continue;
    const bool IsCopy = R.Kind == RefKind::Copy;
    for (AccessPath &Named : P.resolve(R.Path, F.Id))
      Found.insert({std::move(Named), IsCopy});
    // `return other();` hands on what other() returns, copies as copies.
    if (R.Path.Root == RootKind::Result && R.Path.Steps.empty()) {
      auto It = P.ResultPaths.find(R.Path.Entity);
      if (It != P.ResultPaths.end())
        for (const auto &[Path, Copied] : It->second)
          Found.insert({Path, Copied || IsCopy});
    }
  }
  if (Found.empty())
    return false;
  auto &Known = P.ResultPaths[F.Id];
  bool Changed = false;
  for (const auto &Entry : Found)
    if (Known.size() < MaxPaths)
      Changed |= Known.insert(Entry).second;
  return Changed;
}

void Linker::bindPaths() {
  bool Changed = true;
  for (unsigned Round = 0; Changed && Round < MaxRounds; ++Round) {
    Changed = false;
    for (const CallFact &Call : P.Unit.Calls)
      Changed |= bindCall(Call);
    for (const FunctionFact &F : P.Unit.Functions)
      Changed |= bindResults(F);
  }
}

} // namespace mapwarden
