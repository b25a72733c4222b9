//===- LockInference.h - Which lock guards a container ---------*- C++ -*-===//
//
// A lock guards a container when an attribute says so or when most of the
// accesses at run time hold it.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_VERDICT_LOCKINFERENCE_H
#define MAPWARDEN_VERDICT_LOCKINFERENCE_H

#include "Verdict/RuleSupport.h"

namespace mapwarden {

struct Hold {
  EntityId Lock = NoEntity;
  LockMode Mode = LockMode::Exclusive;
};

/// A use that counts: at run time, of an object others can see.
struct Access {
  const ResolvedUse *Resolved = nullptr;
  const UseFact *Use = nullptr;
  const UseWay *Way = nullptr;
  /// All that count, where the access stands for several.
  llvm::SmallVector<const UseWay *, 2> Ways;
  /// The use stands in a helper that runs with different locks for different
  /// callers, or is handed the container: this is the access of one call.
  bool ByCall = false;
  bool Handed = false; ///< The caller chooses the container, and its lock.
  bool Write = false;
  bool UnknownLock = false; ///< Some lock is held whose identity is not known.
  llvm::SmallVector<Hold, 2> Holds;
  llvm::SmallVector<EntityId, 1> Claims; ///< Flags that were set under a lock.

  bool holds(EntityId Lock) const {
    return llvm::any_of(Holds, [&](const Hold &H) { return H.Lock == Lock; });
  }
  bool holdsExclusive() const {
    return UnknownLock || llvm::any_of(Holds, [](const Hold &H) {
             return H.Mode == LockMode::Exclusive;
           });
  }
};

/// Whether \p Function, by its name, runs before there are other threads, after
/// them, or in tests.
bool isSetUpOrTest(llvm::StringRef Function);

/// The declaration that stands for a lock of \p Function: none when it is not
/// known, NoEntity for a local mutex, which protects nothing that others see.
std::optional<EntityId> lockName(const ProgramFacts &P, const AccessPath &Lock,
                                 EntityId Function);

/// How much speaks for one lock.
struct Tally {
  unsigned Weight = 0, Uses = 0, Writes = 0;
  std::set<EntityId> Functions;
};

struct Guard {
  EntityId Lock = NoEntity;
  bool Declared = false; ///< By an attribute.
  Tally Under;
};

/// By lock and container: the functions that use the one under the other.
using LockUsage = std::map<std::pair<EntityId, EntityId>, std::set<EntityId>>;
LockUsage lockUsage(const ProgramFacts &P);

/// Where objects come from.
struct Origins {
  explicit Origins(const ProgramFacts &P);
  /// Which function makes objects of which class.
  std::set<std::pair<EntityId, EntityId>> Made;
  std::map<EntityId, EntityId> DeclaredIn; ///< Variables, by function.
  std::set<EntityId> Parts; ///< Fields that are, or own, the objects in them.
};

/// The accesses of one container and what they say about its lock.
class LockInference {
public:
  LockInference(const ProgramFacts &P, const ContainerFact &C,
                const Origins &From);

  const std::vector<Access> &accesses() const { return Accesses; }
  const Guard &guard() const { return TheGuard; }
  unsigned totalUses() const { return TotalUses; }
  /// Accesses that hold \p Lock.
  unsigned usesUnder(EntityId Lock) const;
  /// The function that makes the access, or the call that leads to it.
  EntityId placeOf(const Access &A) const;
  /// Several functions read the container, and then take the lock to change
  /// it: there is one writing thread, which needs no lock to read.
  bool hasOneWriter() const;

  /// The function that makes the access has set a flag under the lock, and
  /// others test it there: it has the container for itself.
  bool isClaimed(const Access &A) const;

  /// Some write takes the lock, itself or through a near caller. One that is
  /// held from far above is there for something larger.
  bool isTakenToWrite() const;

  /// Whether \p Lock plausibly has to do with the container at all.
  bool mayGuard(EntityId Lock) const;
  /// The locks that every write holds.
  std::vector<EntityId> locksOfAllWrites() const;

private:
  bool counts(const ResolvedUse &R) const;
  bool isAlone(EntityId Function, uint32_t Context, bool AtCall) const;
  bool makes(EntityId Function, EntityId Class) const;
  bool isSettingUp(EntityId Function, unsigned Hops) const;
  bool dropAmbiguous();
  bool isOwnPart(llvm::ArrayRef<Step> Steps) const;
  bool isInside(const AccessPath &Path) const;
  bool isThroughHandle(const UseWay &Way) const;
  bool isUnpublished(const AccessPath &Container, EntityId Function) const;
  bool isCaptured(EntityId Variable, EntityId Function) const;
  bool isWrite(const ResolvedUse &R) const;
  void addAccesses(const ResolvedUse &R);
  Access access(const ResolvedUse &R, const UseWay &Way) const;
  bool isTakenAround(EntityId Function, unsigned Hops) const;
  void tally();
  void inferGuard();
  bool isRelated(EntityId Lock) const;
  bool isConvincing(EntityId Lock, const Tally &T) const;

  const ProgramFacts &P;
  const ContainerFact &C;
  const Origins &From;
  std::set<EntityId> TakesLocks; ///< Functions with locks of their own.
  std::vector<Access> Accesses;
  std::map<EntityId, Tally> Tallies;
  unsigned TotalWeight = 0, TotalUses = 0, TotalWrites = 0;
  Guard TheGuard;
};

} // namespace mapwarden

#endif
