//===- Linker.h - From facts of units to one program -----------*- C++ -*-===//
//
// The passes of ProgramFacts::link(), in their order; each is written in the
// file that is named beside it and reads only what the passes before it wrote.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_LINK_LINKER_H
#define MAPWARDEN_LINK_LINKER_H

#include "Link/EffectList.h"
#include "Link/ProgramFacts.h"

namespace mapwarden {

/// `config_.nameSpace()`, `settings->hosts[0]`: the text of a key that is read
/// from the configuration; SetUp.cpp.
bool comesFromConfiguration(llvm::StringRef Key);

class Linker {
public:
  explicit Linker(TUFacts Unit) { P.Unit = std::move(Unit); }
  ProgramFacts run();

private:
  void indexFacts(); ///< Linker.cpp: entities to facts, the call graph.
  void indexCalls();
  void findDeadBranches(); ///< DeadBranches.cpp: what no caller switches on.
  /// PartsOfMain.cpp: main, and functions that it consists of.
  void findPartsOfMain();
  void bindPaths();    ///< Resolve.cpp: what parameters and results name.
  void computeReach(); ///< Reach.cpp: when functions run.
  /// Uses.cpp: which use touches which container. Without locks only when.
  void resolveUses(bool WithLocks);
  void computeLives();   ///< Lifetimes.cpp: how long objects live.
  void computeLocks();   ///< Locks.cpp: what callers hold.
  void computeEffects(); ///< Effects.cpp: what calls do to their callers.

  //===--- DeadBranches.cpp -----------------------------------------------===//
  bool isNeverGiven(EntityId Function, ParamTest Test, unsigned Hops) const;

  //===--- Resolve.cpp ----------------------------------------------------===//
  bool bindCall(const CallFact &Call);
  bool bindCall(const CallFact &Call, const FunctionFact &Callee);
  bool bindResults(const FunctionFact &F);

  //===--- Reach.cpp ------------------------------------------------------===//
  enum class Entry : uint8_t { Open, Callers, Fixed };
  /// What is known of a function without its callers. Open: anybody may call
  /// it; Callers: it runs when they do, and at least as \p R says; Fixed: as
  /// \p R says.
  Entry entryOf(const FunctionFact &F, Reach &R) const;
  bool isGivenTo(EntityId Callee, const FunctionFact &Lambda) const;
  Reach edgeReach(const CallFact &Call, Reach OfCaller) const;
  /// The reach that the callers (or the parent of a lambda) give \p F; calls in
  /// \p Preparing count as start-up.
  template <typename ReachOf>
  Reach reachFromCallers(const FunctionFact &F, ReachOf Of,
                         const std::set<uint32_t> &Preparing = {}) const;
  /// Calls \p Update for all of \p Functions, and again for what a function
  /// calls whenever its own update returned true.
  template <typename Fn>
  void settle(llvm::ArrayRef<EntityId> Functions, Fn Update);
  void computeReachAsEnd(llvm::ArrayRef<EntityId> Open);
  /// Calls that prepare an object of class \p Owner (or of a class it derives
  /// from or that derives from it) which their caller has just made; SetUp.cpp.
  std::set<uint32_t> preparingCalls(EntityId Owner) const;
  std::vector<EntityId> lifeCycleOf(EntityId Owner) const;
  void computeOwnerReach(EntityId Owner);
  std::vector<EntityId> calledFrom(llvm::ArrayRef<EntityId> Roots);

  //===--- SetUp.cpp ------------------------------------------------------===//
  void computeReachAsSetUp(llvm::ArrayRef<EntityId> Open);
  /// reach() as it would be if functions that \p IsSetUp names ran at start.
  template <typename Cap>
  std::vector<Reach> reachUnder(llvm::ArrayRef<EntityId> Open, Cap IsSetUp);
  void indexInstances();
  void indexEnclosing();
  bool preparesJustMade(const CallFact &Call) const;
  bool isJustMade(const AccessPath &Object, EntityId Function, EntityId Owner,
                  SiteId Where, llvm::StringRef Callee) const;

  //===--- Uses.cpp -------------------------------------------------------===//
  bool isFollowedCall(EntityId Callee);
  /// True when the two uses touch the same containers at the same times, their
  /// keys are as open, and the same callers lead to them with the same locks.
  bool areAlike(const UseFact &A, const UseFact &B) const;
  std::vector<ResolvedUse> resolveUse(const UseFact &U, bool WithLocks);
  void addUse(ResolvedUse R, uint32_t Index);
  void resolveEscapes();
  void resolveSizeTests();
  /// A container as function Function names it, and the container itself.
  struct Seen {
    EntityId Function;
    const AccessPath &Path;
    ContainerRef Container;
    EntityId Owner;
  };
  bool fillsJustMade(const Seen &S, SiteId Where) const; ///< SetUp.cpp.
  /// Calls of the function of \p S that hand the container to it.
  llvm::ArrayRef<uint32_t> callsThatPass(const Seen &S);
  template <typename Visit> void forCallsThatPass(const Seen &S, Visit V);
  /// Reach of a function, as one of the queries of ProgramFacts tells it.
  using Lens = Reach (ProgramFacts::*)(EntityId) const;
  Reach runs(const Seen &S, uint32_t Context, SiteId Where, unsigned Hops,
             Lens Through = nullptr);
  KeyDomain keys(const Seen &S, const KeyFact &Key, unsigned Hops);

  //===--- Lifetimes.cpp --------------------------------------------------===//
  Lifetime lifeOf(const InstanceFact &I) const;
  Lifetime lifeOfElement(const InstanceFact &I) const;
  EntityId ownerOfField(const InstanceFact &I) const;
  bool keepsAll(const ContainerFact &C, bool Escapes) const;
  void findMakers();
  void findReloaded();
  bool raise(EntityId Record, const Lifetime &L);
  /// \p Record and all classes it derives from.
  std::vector<EntityId> withBases(EntityId Record) const;
  void raiseDerived();
  void raiseHandedOn(llvm::ArrayRef<uint32_t> Order);
  void findShortLived(llvm::ArrayRef<uint32_t> Order);

  //===--- Locks.cpp ------------------------------------------------------===//
  std::optional<LockSet> locksAtCalls(const FunctionFact &F) const;
  LockSet inCallee(const CallFact &Call, EntityId Callee,
                   const LockSet &Held) const;
  /// \p Path, or the one field, global or local it stands for.
  AccessPath named(const AccessPath &Path, EntityId Function) const;
  /// What all of \p Ways, which lead to a use in \p Function, hold.
  LockSet locksOf(EntityId Function, llvm::ArrayRef<UseWay> Ways) const;

  //===--- Ways.cpp -------------------------------------------------------===//
  /// The ways found so far, and the functions on the one that is followed.
  struct WayList {
    std::vector<UseWay> Ways;
    llvm::SmallVector<EntityId, 8> Stack;
    unsigned Visits = 0;
    unsigned MaxHops = 0;
  };
  std::vector<UseWay> waysTo(const UseFact &U, const Seen &S);
  bool followCallers(const UseWay &Way, const Seen &S, WayList &Out);
  bool isCalledUnderLock(EntityId Function, unsigned Hops) const;
  bool callersDecide(const FunctionFact &F, const UseWay &Way) const;
  bool isShared(const CallFact &Call, EntityId Owner) const;
  bool isAmbiguous(const CallFact &Call);
  UseWay throughCall(const UseWay &Way, uint32_t Index);
  void hold(UseWay &Way, const LockSet &Locks) const;
  bool isOfOther(const AccessPath &Lock, const AccessPath &Container) const;

  //===--- Effects.cpp ----------------------------------------------------===//
  AccessPath seenByCallers(const AccessPath &Path, const FunctionFact &F,
                           bool &Captured) const;
  bool addEffect(const FunctionFact &F, Effect E);
  bool addEffectsOf(EntityId Callee, const CallFact &Call,
                    const FunctionFact &F, bool Vague);
  bool addEffectsOfCalls(const FunctionFact &F);
  /// The callee and, when the call is virtual, all that override it.
  llvm::SmallVector<EntityId, 2> calleesOf(const CallFact &Call);
  llvm::ArrayRef<EntityId> overridersOf(EntityId Function);
  std::vector<EntityId> callersOf(const FunctionFact &F) const;

  ProgramFacts P;
  std::map<EntityId, std::vector<uint32_t>> MadeIn; ///< Instances by function.
  /// See preparingCalls(): by the class of the callee, and by its bases.
  std::map<EntityId, std::vector<uint32_t>> Preparing, PreparingDerived;
  /// The constructors and destructors of a class and of what derives from it.
  std::map<EntityId, std::vector<EntityId>> LifeCycleOf;
  /// The classes that a class is a member of; none when it is not only that.
  std::map<EntityId, std::set<EntityId>> EnclosingOf;
  std::map<EntityId, std::vector<EntityId>> OverridersOf;  ///< By overridden.
  std::map<EntityId, std::vector<EntityId>> AllOverriders; ///< Transitively.
  /// Classes of which some object may be made or die at run time, by entity;
  /// all until computeLives() has looked.
  std::vector<bool> ComesAndGoes;
  std::vector<uint8_t> SettleState; ///< By entity; see settle().
  std::set<EntityId> Reloaded;      ///< Records; see findReloaded().
  std::set<EntityId> KeepsAll;      ///< Containers; see keepsAll().
  /// See callsThatPass(); by the function and what it calls the container.
  std::map<std::pair<EntityId, AccessPath>,
           std::map<ContainerRef, std::vector<uint32_t>>>
      Passing;
  /// For fixpoints under construction: the current value; none is "all".
  std::vector<std::optional<LockSet>> Entries; ///< By entity.
  std::vector<EffectList> EffectSets;          ///< By entity.
};

template <typename ReachOf>
Reach Linker::reachFromCallers(const FunctionFact &F, ReachOf Of,
                               const std::set<uint32_t> &Preparing) const {
  Reach R = Reach::Never;
  for (uint32_t I : P.callsTo(F.Id)) {
    const CallFact &Call = P.Unit.Calls[I];
    Reach Edge = edgeReach(Call, Of(Call.Caller));
    if (isGivenTo(Call.Caller, F))
      Edge = std::min(Edge, Of(F.Parent));
    R = std::max(R, Preparing.count(I) && !(Call.Context & Deferred)
                        ? std::min(Edge, Reach::StartUp)
                        : Edge);
  }
  if (!F.IsLambda)
    return R;
  Reach OfParent = F.Parent == NoEntity ? Reach::StartUp : Of(F.Parent);
  if (F.IsDeferredLambda && OfParent != Reach::Never)
    return Reach::RunTime;
  return std::max(R, OfParent);
}

template <typename Fn>
void Linker::settle(llvm::ArrayRef<EntityId> Functions, Fn Update) {
  enum : uint8_t { Outside, Waiting, Queued };
  if (SettleState.size() < P.Unit.Entities.size())
    SettleState.resize(P.Unit.Entities.size(), Outside);
  std::vector<EntityId> Work(Functions.rbegin(), Functions.rend());
  for (EntityId Id : Functions)
    SettleState[Id] = Queued;
  auto Queue = [&](EntityId Id) {
    if (Id >= SettleState.size() || SettleState[Id] != Waiting)
      return;
    SettleState[Id] = Queued;
    Work.push_back(Id);
  };
  while (!Work.empty()) {
    const EntityId Id = Work.back();
    Work.pop_back();
    SettleState[Id] = Waiting;
    if (!Update(Id))
      continue;
    for (uint32_t I : P.callsFrom(Id)) {
      const CallFact &Call = P.Unit.Calls[I];
      Queue(Call.Callee);
      if (P.Unit.WholeProgram && Call.Virtual)
        for (EntityId Overrider : overridersOf(Call.Callee))
          Queue(Overrider);
    }
    llvm::for_each(P.lambdasOf(Id), Queue);
  }
  for (EntityId Id : Functions)
    SettleState[Id] = Outside;
}

} // namespace mapwarden

#endif
