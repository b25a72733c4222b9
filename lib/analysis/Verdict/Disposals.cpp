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

/// `if (!jobs_.emplace(job->id, job).second) delete job;`: what is released is
/// what could not be stored.
bool Ownership::isStoredToo(const ReleaseFact &R) const {
  return R.Value.Root == RootKind::Param &&
         llvm::any_of(P.usesIn(R.Function), [&](uint32_t I) {
           const UseFact &U = P.facts().Uses[I];
           return U.isGrowth() && U.Value.Origin == ValueOrigin::Param &&
                  U.Value.Param == R.Value.Index;
         });
}

/// An object like the container's values is deleted by code that got it from
/// out of sight, or that deletes itself: the container is only an index.
bool Ownership::isReleasedElsewhere(const ContainerFact &C,
                                    ContainerRef Values) const {
  std::set<ContainerRef> Group = sharers(Values);
  for (const ReleaseFact &R : P.facts().Releases) {
    if (R.How != ReleaseFact::Released || !isSimilar(R.Type, C) ||
        isStoredToo(R))
      continue;
    std::set<ContainerRef> From = elements(R.Value, R.Function);
    if (llvm::any_of(From, [&](ContainerRef E) { return Group.count(E); }))
      continue;
    bool OwnObject = R.Value.Root == RootKind::This && R.Value.isRootNamed();
    bool FromCaller =
        (R.Value.Root == RootKind::Param || R.Value.Root == RootKind::Result) &&
        R.Value.isRootNamed() && P.resolve(R.Value, R.Function).empty();
    bool FromCarrier = false;
    if (auto It = Carried.find(R.Value.Entity);
        R.Value.Root == RootKind::Local && It != Carried.end())
      FromCarrier = From.empty() && !It->second.empty();
    if (OwnObject || FromCaller || FromCarrier)
      return true;
  }
  return false;
}

/// What is known of the values of \p Group, which hold the same.
Ownership::Inserted Ownership::sumOf(const std::set<ContainerRef> &Group,
                                     OwnedValues &V) const {
  Inserted Sum;
  for (ContainerRef R : Group) {
    if (auto It = Disposals.find(R); It != Disposals.end())
      for (const Disposal &X : It->second)
        if (X.How == ReleaseFact::Released && P.before(X.Where, V.ReleasedAt))
          V.ReleasedAt = X.Where;
    auto It = Insertions.find(R);
    if (It == Insertions.end())
      continue;
    const Inserted &I = It->second;
    Sum.Fresh += I.Fresh;
    Sum.Unknown += I.Unknown;
    Sum.Borrowed |= I.Borrowed;
    Sum.HandedOn |= I.HandedOn;
    Sum.PassedOn |= I.PassedOn;
    if (I.Created != NoSite) {
      V.Created = I.Created;
      V.Releaser = I.Releaser;
    }
  }
  V.Fresh = Sum.Fresh != 0;
  return Sum;
}

/// What the program does with the values of \p C says that they are its own.
Owns Ownership::concluded(const ContainerFact &C, ContainerRef Values,
                          const OwnedValues &V, const Inserted &Sum) const {
  bool ByNew = V.Releaser.empty() || llvm::StringRef(V.Releaser) == "delete";
  bool Evidence = C.Levels[Values.Depth].Values == ValueShape::Integer
                      ? V.Fresh && !V.Releaser.empty()
                      : V.Fresh || V.ReleasedAt != NoSite;
  if (!Evidence || Sum.HandedOn || (ByNew && isReleasedElsewhere(C, Values)))
    return Owns::No;
  bool Doubt = (Sum.Unknown && V.ReleasedAt == NoSite) ||
               (Sum.PassedOn && ByNew && V.ReleasedAt == NoSite);
  return Doubt ? Owns::Maybe : Owns::Yes;
}

} // namespace mapwarden
