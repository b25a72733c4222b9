//===- Disposals.cpp - Which code gives values back or hands them on ------===//
#include "Verdict/Ownership.h"

namespace mapwarden {

std::set<EntityId> Ownership::reachableFrom(EntityId Function,
                                            unsigned Hops) const {
  std::set<EntityId> Result{Function, P.hostOf(Function)};
  std::vector<EntityId> Work(Result.begin(), Result.end());
  for (unsigned Hop = 0; Hop <= Hops; ++Hop) {
    std::vector<EntityId> Next;
    for (size_t I = 0; I < Work.size(); ++I) {
      if (auto It = LambdasIn.find(Work[I]); It != LambdasIn.end())
        for (EntityId L : It->second)
          if (Result.insert(L).second)
            Work.push_back(L);
      if (Hop < Hops)
        for (uint32_t Call : P.callsFrom(Work[I])) {
          EntityId Callee = P.facts().Calls[Call].Callee;
          if (Result.insert(Callee).second)
            Next.push_back(Callee);
        }
    }
    Work = std::move(Next);
  }
  return Result;
}

bool Ownership::disposes(EntityId Function, ContainerRef Values,
                         EntityId ExceptLocal, unsigned Hops) const {
  std::set<EntityId> Here = reachableFrom(Function, 0);
  std::set<EntityId> Near = reachableFrom(Function, Hops);
  for (ContainerRef R : sharers(Values)) {
    auto It = Disposals.find(R);
    if (It == Disposals.end())
      continue;
    for (const Disposal &D : It->second)
      if (Here.count(D.Function) || (D.Leaves && Near.count(D.Function)))
        return true;
  }
  const ContainerFact *C = P.container(Values.Decl);
  auto It = Insertions.find(Values);
  llvm::StringRef Releaser =
      It == Insertions.end() ? "" : llvm::StringRef(It->second.Releaser);
  return C && llvm::any_of(Here, [&](EntityId F) {
           return releasesSimilar(F, *C, Releaser, ExceptLocal);
         });
}

bool Ownership::callersDispose(EntityId Function, ContainerRef Values) const {
  llvm::ArrayRef<uint32_t> Calls = P.callsTo(P.hostOf(Function));
  return !Calls.empty() && llvm::all_of(Calls, [&](uint32_t I) {
    const CallFact &Call = P.facts().Calls[I];
    // The loop of main sees to everything, one thing at a time.
    const bool Dispatches =
        (Call.Context & InLoop) && P.isPartOfMain(Call.Caller);
    return disposes(Call.Caller, Values, NoEntity, Dispatches ? 0 : 2);
  });
}

} // namespace mapwarden
