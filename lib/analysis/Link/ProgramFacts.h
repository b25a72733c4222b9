//===- ProgramFacts.h - The program as one set of facts --------*- C++ -*-===//
//
// Link resolves what a single function cannot know: which containers a
// parameter stands for, what a call does to its caller's containers, when a
// function runs, how long an object lives, which locks callers hold.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_LINK_PROGRAMFACTS_H
#define MAPWARDEN_LINK_PROGRAMFACTS_H

#include "Facts/Facts.h"
#include "llvm/ADT/ArrayRef.h"
#include <deque>
#include <map>
#include <set>

namespace mapwarden {

/// When a function may run. The values are ordered: of several reasons the
/// greatest counts.
enum class Reach : uint8_t {
  Never,    ///< Closed and without a caller.
  StartUp,  ///< Only before the program starts to serve.
  TearDown, ///< Only when the owner or the program ends.
  RunTime,  ///< Any time.
};

/// How long the objects of a class, or a container, live.
enum class Life : uint8_t {
  Unknown, ///< No object is made in sight.
  Short,   ///< Locals, parameters, temporaries.
  Session, ///< Elements of a long-lived container: come and go.
  Program, ///< As long as the program.
};

struct Lifetime {
  Life Lives = Life::Unknown;
  SiteId Where = NoSite; ///< The evidence.
  std::string Why;       ///< "a static object", "a local of main"…
};

/// One thing a call of a function may do to a container of its caller.
struct Effect {
  /// Rooted in This, Param, Global or Result; of a lambda, also in what it
  /// captures.
  AccessPath Container;
  MapOp Op = MapOp::Unknown;
  KeyFact Key;           ///< As the function sees it (Param: the caller's).
  SiteId Where = NoSite; ///< The operation itself.
  /// Of a lambda: the path is one of the function it stands in.
  bool Captured = false;
  /// Comes through a call that may mean very many functions: see isVague().
  bool Vague = false;
  friend bool operator<(const Effect &A, const Effect &B) {
    return std::tie(A.Container, A.Op, A.Where) <
           std::tie(B.Container, B.Op, B.Where);
  }
};

/// `node->evaluate()` in an interpreter may mean anything: one that means \p
/// Callees functions says little about what one of them does.
inline bool isVague(size_t Callees) { return Callees > 8; }

/// One way for control to reach a use, with the locks that are held on it.
struct UseWay {
  /// Index into TUFacts::Calls of the outermost call that was followed; ~0u:
  /// none, the callers of the use's function are not known.
  uint32_t Call = ~0u;
  EntityId Function = NoEntity; ///< Where that call, or the use, stands.
  AccessPath Container;         ///< As that function sees it.
  /// As that function sees them; without the locks of other objects of the
  /// container's class.
  LockSet Locks;
  /// The innermost function on the way of which the container's object is a
  /// local, and the container as it sees it; what is further up cannot name it.
  EntityId Holder = NoEntity;
  AccessPath Held;
  /// A call on the way may mean another overrider of a virtual function.
  bool Ambiguous = false;
  /// It leads through a function that initialises, by its name.
  bool Initialises = false;
  /// It was not followed to its end, and further up some callers hold a lock.
  bool CutOff = false;
};

/// A use seen from the container it finally touches.
struct ResolvedUse {
  uint32_t Use = 0; ///< Index into TUFacts::Uses.
  ContainerRef Container;
  KeyDomain Keys =
      KeyDomain::Open;            ///< Param domains resolved over all callers.
  llvm::ArrayRef<HeldLock> Locks; ///< Held on all ways to the use.
  /// None: all callers have the object for themselves, or are not at run time.
  /// Of ProgramFacts, which keeps them once for uses that have them in common.
  llvm::ArrayRef<UseWay> Ways;
  /// When it can happen to this container, as its owner sees it (reachFor); of
  /// a helper that takes the container, only the calls that pass it count.
  Reach Runs = Reach::RunTime;
  /// Runs as it would be if the program was configured, or its parts were
  /// registered, at start-up only; see reachAsConfigured().
  Reach RunsAsConfigured = Reach::RunTime, RunsAsSetUp = Reach::RunTime;
};

/// True when two paths of any functions name the same lock, objects of one
/// class not told apart: equal fields, globals or locals.
bool sameLock(const AccessPath &A, const AccessPath &B);

/// True when there are \p Paths, and all of them name the same lock.
bool isOneLock(llvm::ArrayRef<AccessPath> Paths);

/// `m.clear()`, `m = {}`, and erasing by iterator in a loop: what asks for no
/// key, be it under a condition.
bool emptiesAll(const UseFact &U);

/// The linked program. Immutable after link(); all queries are const and
/// O(log n) or better unless said otherwise.
class ProgramFacts {
public:
  ProgramFacts() = default;
  ProgramFacts(ProgramFacts &&) = default;
  ProgramFacts &operator=(ProgramFacts &&) = default;
  /// Uses point into the program they belong to.
  ProgramFacts(const ProgramFacts &) = delete;
  ProgramFacts &operator=(const ProgramFacts &) = delete;

  /// Links the facts of one translation unit, or of a program that merge()
  /// made of many. O((uses + calls) × path length)
  /// per round of the effect fixpoint; the number of rounds is bounded.
  static ProgramFacts link(TUFacts Unit);

  const TUFacts &facts() const { return Unit; }
  const FunctionFact *function(EntityId Id) const;
  const ContainerFact *container(EntityId Decl) const;
  const RecordFact *record(EntityId Id) const;
  llvm::StringRef name(EntityId Id) const;

  /// All uses of a container at any depth, directly or through parameters,
  /// references and accessor functions; ordered by site.
  llvm::ArrayRef<ResolvedUse> uses(EntityId Container) const;

  /// The paths that \p Path of \p Function may stand for, in terms that need
  /// no caller: with a field, a global or a local to name them. Empty when
  /// none is known. \p Function matters for paths rooted in This without a
  /// field only (a class derived from a container).
  std::vector<AccessPath> resolve(const AccessPath &Path,
                                  EntityId Function = NoEntity) const;

  /// The containers such a path may name, sorted; empty when none is known.
  std::vector<ContainerRef> targets(const AccessPath &Path,
                                    EntityId Function = NoEntity) const;

  /// What calling \p Function may do to containers it does not own.
  llvm::ArrayRef<Effect> effects(EntityId Function) const;

  /// \p E, an effect of the callee of \p Call, as the caller's path; none when
  /// the argument is not known.
  static std::optional<AccessPath> inCaller(const Effect &E,
                                            const CallFact &Call);
  /// \p Path of the caller of \p Call as \p Callee sees it; unknown if it has
  /// no name there.
  static AccessPath inCallee(const AccessPath &Path, const CallFact &Call,
                             EntityId Callee);

  Reach reach(EntityId Function) const;
  /// Like reach(), for code that empties whole containers: what runs only
  /// because something is stopped counts as its end, whoever stops it.
  Reach reachAsEnd(EntityId Function) const;
  /// Like reach(), if what reads the configuration (reachAsConfigured), or also
  /// what registers the parts of the program (reachAsSetUp), ran at start-up.
  Reach reachAsConfigured(EntityId Function) const;
  Reach reachAsSetUp(EntityId Function) const;
  /// Like reach(), for operations on a field of \p Owner: its constructors are
  /// StartUp and its destructor TearDown.
  Reach reachFor(EntityId Function, EntityId Owner) const;
  Lifetime lifetime(const ContainerFact &C) const;
  /// main, and what it consists of: functions that it calls once.
  bool isPartOfMain(EntityId Function) const {
    return Function < PartOfMain.size() && PartOfMain[Function];
  }
  /// "a local of main", or of which part of it.
  std::string whyLocalOfMain(EntityId Function) const;

  /// A unit of the program that was not understood and may use \p C, so that
  /// nothing can be concluded from what is not there; null when there is none.
  const GapFact *gapFor(const ContainerFact &C) const;

  /// True when all callers of \p F are in sight.
  bool knowsCallers(const FunctionFact &F) const {
    return F.Closed && !F.AddressTaken && !F.IsRemover &&
           (!F.IsVirtual || Unit.WholeProgram);
  }
  /// Indices of the calls of (by) a function; in a whole program virtual calls
  /// of what it overrides are calls of it, too.
  llvm::ArrayRef<uint32_t> callsTo(EntityId Function) const;
  llvm::ArrayRef<uint32_t> callsFrom(EntityId Function) const;

  /// Indices of the uses that stand in \p Function.
  llvm::ArrayRef<uint32_t> usesIn(EntityId Function) const {
    return UsesBy.of(Function);
  }

  /// Locks that every caller of \p Function holds, as its own paths.
  const LockSet &entryLocks(EntityId Function) const;

  /// Escapes of a container, its inner containers down to depth \p Depth
  /// included; empty when all uses of these are in sight.
  std::vector<const EscapeFact *> escapes(EntityId Container,
                                          uint8_t Depth = 0) const;
  /// Size tests of the containers of depth \p Depth that may control growth.
  std::vector<const SizeTestFact *> sizeTests(EntityId Container,
                                              uint8_t Depth = 0) const;

  /// The function whose This and parameters code of \p Function means: the
  /// one around a lambda, else itself.
  EntityId hostOf(EntityId Function) const;

  /// The lambdas that stand in \p Function itself, not in another lambda.
  llvm::ArrayRef<EntityId> lambdasOf(EntityId Function) const {
    auto It = LambdasOf.find(Function);
    if (It == LambdasOf.end())
      return {};
    return It->second;
  }

  /// True when \p Record is \p Base or derives from it.
  bool isA(EntityId Record, EntityId Base) const;
  /// Source order; NoSite comes last.
  bool before(SiteId A, SiteId B) const;

  /// Numbers by entity, in one block of memory.
  class Lists {
  public:
    /// \param Pairs (entity, number), any order; equal entities keep theirs.
    Lists() = default;
    Lists(size_t Entities, llvm::ArrayRef<std::pair<EntityId, uint32_t>> Pairs);
    llvm::ArrayRef<uint32_t> of(EntityId Id) const {
      if (Id + 1u >= Begin.size())
        return {};
      return llvm::ArrayRef(Items).slice(Begin[Id], Begin[Id + 1] - Begin[Id]);
    }

  private:
    std::vector<uint32_t> Begin, Items;
  };

private:
  friend class Linker;
  bool isHandedOut(const ContainerFact &C) const;
  bool mayUse(const GapFact &G, const ContainerFact &C) const;
  Lifetime lifetimeOfField(const ContainerFact &C) const;
  /// Position of an entity's fact in its vector of TUFacts; ~0u: none.
  using EntityIndex = std::vector<uint32_t>;
  /// An index into a fact vector and the depth of the container it is about.
  using DepthIndex = std::vector<std::pair<uint32_t, uint8_t>>;
  /// Stands for the object parameter in ParamPaths.
  static constexpr uint8_t ThisParam = 255;

  TUFacts Unit;
  EntityIndex FunctionIndex, ContainerIndex, RecordIndex;
  /// The ways that uses of one function have in common, and what all hold.
  struct WaySet {
    std::vector<UseWay> Ways;
    LockSet Locks;
  };
  std::deque<WaySet> WaySets; ///< ResolvedUse points into them.
  std::vector<std::vector<ResolvedUse>> UsesOf; ///< By ContainerIndex.
  std::map<EntityId, DepthIndex> EscapesOf, SizeTestsOf;
  std::vector<std::vector<Effect>> EffectsOf; ///< By entity.
  Lists CallersOf, CalleesOf, UsesBy;
  /// What parameter Index of a function may stand for, and what a function
  /// may return, in terms that need no caller.
  std::map<std::pair<EntityId, uint8_t>, std::set<AccessPath>> ParamPaths;
  /// The flag tells a copy (only what it points to is shared).
  std::map<EntityId, std::set<std::pair<AccessPath, bool>>> ResultPaths;
  std::vector<bool> PartOfMain; ///< By entity.
  std::vector<Reach> ReachOf;   ///< By entity.
  /// By entity; of whole programs only.
  std::vector<Reach> EndReachOf, ConfigReachOf, SetUpReachOf;
  /// (owner, function): where reachFor() differs from reach().
  std::map<std::pair<EntityId, EntityId>, Reach> OwnerReachOf;
  std::map<EntityId, std::vector<EntityId>> LambdasOf; ///< By parent.
  std::vector<Lifetime> LifeOf; ///< By entity, of classes.
  /// Of fields that point to a container which only derived classes make.
  std::map<EntityId, std::vector<EntityId>> MakersOf;
  std::vector<LockSet> EntryOf; ///< By entity.
  bool SitesSorted = false;     ///< Sites are numbered in source order.
};

/// The function a lambda stands in, through all lambdas; \p Function itself
/// when it is none. Deferred lambdas are functions of their own.
EntityId enclosingFunction(const ProgramFacts &P, EntityId Function);

} // namespace mapwarden

#endif
