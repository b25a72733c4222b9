//===- Reach.cpp - When functions run -------------------------------------===//
//
// A least fixpoint over the call graph. Functions that anybody may call run at
// any time; closed ones when their callers do. Constructors and destructors
// have no visible calls: they run when their objects are made and die.
//
//===----------------------------------------------------------------------===//
#include "Catalog/Names.h"
#include "Link/Linker.h"

namespace mapwarden {

Linker::Entry Linker::entryOf(const FunctionFact &F, Reach &R) const {
  const bool Open = !P.knowsCallers(F);
  auto Lives = [&] {
    return F.Owner >= ComesAndGoes.size() || ComesAndGoes[F.Owner];
  };
  R = Reach::RunTime;
  if (F.IsMain)
    return Entry::Fixed;
  if (F.InitByOption) {
    R = Reach::StartUp;
    return Entry::Fixed;
  }
  if (F.IsConstructor) {
    if (!Lives())
      R = Reach::StartUp;
    return Entry::Fixed;
  }
  if (F.IsDestructor) {
    // Objects of a class that other units know may die there.
    if (!Lives() && (P.Unit.WholeProgram || P.Unit.Entities[F.Owner].Internal))
      R = Reach::TearDown;
    return Entry::Fixed;
  }
  if (F.IsRemover) // A script, a plug-in: who wrote the annotation knows.
    return Entry::Fixed;
  if (F.IsLambda) {
    R = Reach::Never;
    return Entry::Callers;
  }
  if (F.TeardownName) {
    R = Open ? Reach::TearDown : Reach::Never;
    return Entry::Callers;
  }
  if (Open)
    return Entry::Open;
  R = Reach::Never;
  return Entry::Callers;
}

Reach Linker::edgeReach(const CallFact &Call, Reach OfCaller) const {
  if (Call.Context & Unreachable)
    return Reach::Never;
  if (Call.Caller == NoEntity) // A static initialiser.
    return Reach::StartUp;
  if (OfCaller == Reach::Never)
    return Reach::Never;
  if (Call.Context & Deferred)
    return Reach::RunTime;
  if (Call.Context & Once)
    return std::min(OfCaller, Reach::StartUp);
  if (!P.isPartOfMain(Call.Caller))
    return OfCaller;
  if (Call.Context & BeforeLoop) // What ends it may look like the service.
    return namesService(P.name(Call.Callee)) ? OfCaller : Reach::StartUp;
  const FunctionFact *Callee = P.function(Call.Callee);
  const bool Ends = !(Call.Context & InLoop) && Callee && Callee->TeardownName;
  return Ends || (Call.Context & AfterLoop)
             ? std::min(OfCaller, Reach::TearDown)
             : OfCaller;
}

/// `each(names, [&](Name &n) { … });`: that each() calls it for others, at
/// other times, is no matter.
bool Linker::isGivenTo(EntityId Callee, const FunctionFact &Lambda) const {
  return Lambda.IsLambda && !Lambda.IsDeferredLambda &&
         Lambda.Parent != NoEntity && Callee != Lambda.Parent &&
         llvm::any_of(P.callsTo(Callee), [&](uint32_t I) {
           return P.Unit.Calls[I].Caller == Lambda.Parent;
         });
}

void Linker::computeReach() {
  P.ReachOf.assign(P.Unit.Entities.size(), Reach::RunTime);
  std::vector<EntityId> Open;
  for (const FunctionFact &F : P.Unit.Functions)
    if (entryOf(F, P.ReachOf[F.Id]) == Entry::Callers)
      Open.push_back(F.Id);
  settle(Open, [&](EntityId Id) {
    Reach R = reachFromCallers(*P.function(Id),
                               [&](EntityId Of) { return P.reach(Of); });
    if (R <= P.ReachOf[Id])
      return false;
    P.ReachOf[Id] = R; // Rises at most three times.
    return true;
  });
  computeReachAsEnd(Open);
  computeReachAsSetUp(Open);
  P.OwnerReachOf.clear();
  std::set<EntityId> Owners;
  for (const ContainerFact &C : P.Unit.Containers)
    if (C.Kept == Storage::Field && C.Owner != NoEntity)
      Owners.insert(C.Owner);
  for (EntityId Owner : Owners)
    computeOwnerReach(Owner);
}

/// stop(), shutdown()… and what only they call: not even a command that stops
/// part of a running program keeps its containers small while it runs.
void Linker::computeReachAsEnd(llvm::ArrayRef<EntityId> Open) {
  if (!P.Unit.WholeProgram)
    return;
  P.EndReachOf = P.ReachOf;
  for (EntityId Id : Open) {
    Reach R;
    entryOf(*P.function(Id), R);
    P.EndReachOf[Id] = R;
  }
  auto Cap = [&](const FunctionFact &F, Reach R) {
    return F.TeardownName ? std::min(R, Reach::TearDown) : R;
  };
  settle(Open, [&](EntityId Id) {
    const FunctionFact &F = *P.function(Id);
    const Reach R = Cap(
        F, reachFromCallers(F, [&](EntityId Of) { return P.reachAsEnd(Of); }));
    if (R <= P.EndReachOf[Id])
      return false;
    P.EndReachOf[Id] = R;
    return true;
  });
}

/// What a constructor or destructor calls; further functions than this count as
/// called from elsewhere.
static constexpr size_t MaxCalled = 512;

std::vector<EntityId> Linker::calledFrom(llvm::ArrayRef<EntityId> Roots) {
  std::vector<EntityId> Work(Roots.begin(), Roots.end()), Result;
  std::set<EntityId> Seen(Roots.begin(), Roots.end());
  auto Add = [&](EntityId Id) {
    const FunctionFact *F = P.function(Id);
    Reach R;
    if (!F || Result.size() >= MaxCalled || entryOf(*F, R) != Entry::Callers ||
        !Seen.insert(Id).second)
      return;
    Work.push_back(Id);
    Result.push_back(Id);
  };
  while (!Work.empty()) {
    EntityId Id = Work.back();
    Work.pop_back();
    for (uint32_t I : P.callsFrom(Id))
      Add(P.Unit.Calls[I].Callee);
    llvm::for_each(P.lambdasOf(Id), Add);
  }
  return Result;
}

/// The constructors and destructors of \p Owner, and of the classes that all
/// its objects are members of, or parts of members.
std::vector<EntityId> Linker::lifeCycleOf(EntityId Owner) const {
  constexpr size_t MaxClasses = 8;
  std::vector<EntityId> Result, Classes{Owner};
  for (size_t I = 0; I < Classes.size() && I < MaxClasses; ++I) {
    if (auto It = LifeCycleOf.find(Classes[I]); It != LifeCycleOf.end())
      for (EntityId Id : It->second)
        if (!llvm::is_contained(Result, Id))
          Result.push_back(Id);
    if (auto It = EnclosingOf.find(Classes[I]); It != EnclosingOf.end())
      for (EntityId Class : It->second)
        if (!llvm::is_contained(Classes, Class))
          Classes.push_back(Class);
  }
  return Result;
}

void Linker::computeOwnerReach(EntityId Owner) {
  std::vector<EntityId> Roots;
  std::map<EntityId, Reach> Seen;
  for (EntityId Id : lifeCycleOf(Owner)) {
    Roots.push_back(Id);
    Seen[Id] = P.function(Id)->IsConstructor ? Reach::StartUp : Reach::TearDown;
  }
  const std::set<uint32_t> Preparing = preparingCalls(Owner);
  std::vector<EntityId> Prepared;
  for (uint32_t I : Preparing) {
    const FunctionFact *F = P.function(P.Unit.Calls[I].Callee);
    Reach R;
    if (!Seen.count(F->Id) && !llvm::is_contained(Prepared, F->Id) &&
        entryOf(*F, R) == Entry::Callers)
      Prepared.push_back(F->Id);
  }
  llvm::append_range(Roots, Prepared);
  std::vector<EntityId> Affected = calledFrom(Roots);
  llvm::append_range(Affected, Prepared);
  for (EntityId Id : Affected)
    entryOf(*P.function(Id), Seen[Id]);
  auto Of = [&](EntityId Id) {
    auto Found = Seen.find(Id);
    return Found == Seen.end() ? P.reach(Id) : Found->second;
  };
  settle(Affected, [&](EntityId Id) {
    Reach R = reachFromCallers(*P.function(Id), Of, Preparing);
    if (R <= Seen[Id])
      return false;
    Seen[Id] = R;
    return true;
  });
  for (auto [Id, R] : Seen)
    P.OwnerReachOf[{Owner, Id}] = R;
}

} // namespace mapwarden
