//===- Merge.h - Many units, one set of facts ------------------*- C++ -*-===//
//
// Entities are joined by USR, files by path, sites by position. What a header
// says counts once, however many units include it. The outcome does not depend
// on the order of the units: it is numbered anew, in source order.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_LINK_MERGE_H
#define MAPWARDEN_LINK_MERGE_H

#include "Facts/Unit.h"
#include "Link/Pile.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringMap.h"
#include <deque>

namespace mapwarden {

/// Takes in units one by one and forgets what it has seen already, so that only
/// one unit and the program so far have to be in memory. Not thread-safe.
class Merger {
public:
  /// Adds a unit; amortised O(facts of the unit).
  void add(UnitFacts Unit);

  /// The program, its closedness decided. The merger is empty afterwards.
  /// O(n log n) in the facts that remain.
  TUFacts finish();

private:
  /// Entities of one USR: a name may be declared in many units and stand for
  /// different things in different programs of one compile database.
  struct Name {
    EntityId Declared = NoEntity; ///< Without a definition in its unit.
    llvm::SmallVector<EntityId, 1> Defined; ///< By file of the definition.
  };
  /// The sites of one file by line and column: units touch few files each, so
  /// many small tables are nearer than one large one.
  using FileSites = llvm::DenseMap<uint64_t, SiteId>;

  uint32_t file(const std::string &Path);
  SiteId site(const Site &S, llvm::ArrayRef<uint32_t> Files);
  EntityId entity(Entity &&E, llvm::ArrayRef<SiteId> Sites);
  void join(EntityId Known, Entity &&E);
  bool isBetterPlace(const Entity &A, const Entity &B) const;
  template <typename Fact>
  void addFacts(std::vector<Fact> &From, std::vector<Fact> &To,
                const struct Renumbering &Ids);
  void addUses(std::vector<UseFact> &From, const struct Renumbering &Ids);
  /// \returns where each of the unit's calls is now.
  std::vector<uint32_t> addCalls(std::vector<CallFact> &From,
                                 const struct Renumbering &Ids);
  void fillGaps();
  std::vector<EntityId> resolveNames() const;

  TUFacts Program; ///< Without what is piled up beside it.
  Pile<UseFact> Uses;
  Pile<CallFact> Calls;
  llvm::StringMap<uint32_t> FileIndex;
  std::deque<FileSites> SiteIndex; ///< By file.
  llvm::StringMap<Name> Names;   ///< By USR; of internal entities USR and file.
  llvm::DenseSet<uint64_t> Seen; ///< Hashes of facts.
  llvm::DenseMap<uint64_t, uint32_t> CallIndex; ///< Calls by hash.
  /// The containers that a file declares: of one that is defined elsewhere the
  /// program keeps the definition only.
  llvm::DenseMap<uint32_t, llvm::SmallSetVector<EntityId, 4>> DeclaredIn;
};

/// The program made of \p Units, in any order. A source that occurs twice (with
/// different flags) is two units.
TUFacts merge(std::vector<UnitFacts> Units);

} // namespace mapwarden

#endif
