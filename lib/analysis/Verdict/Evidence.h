//===- Evidence.h - How a container grows and shrinks ----------*- C++ -*-===//
//
// What unbounded-map and inner-map-never-cleared have to know about a
// container before they speak.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_VERDICT_EVIDENCE_H
#define MAPWARDEN_VERDICT_EVIDENCE_H

#include "Verdict/Finding.h"

namespace mapwarden {

/// How much the removals of a container are worth; the best one counts.
enum class ShrinkGrade : uint8_t {
  None,      ///< There is none.
  CannotRun, ///< A sweep loop whose condition is false at entry.
  NoCaller,  ///< Nothing calls the function: dead eviction.
  StartUp,   ///< Only before the program serves.
  TearDown,  ///< Only when the owner or the program ends.
  RunTime,   ///< It bounds the container.
};

/// The growth of one level of a container at run time.
struct Growth {
  std::vector<const ResolvedUse *> Uses; ///< With keys that may be new.
  bool SizeGuarded = false; ///< Some of it happens below a limit only.
  bool SmallKeys = false;   ///< No use brings more than 2^16 keys.
};

/// The removals from a container.
struct Shrinkage {
  ShrinkGrade Best = ShrinkGrade::None;
  std::vector<std::pair<const ResolvedUse *, ShrinkGrade>> Uses;
  bool SizeGuarded = false; ///< One at run time depends on the size.
  bool Unclear = false;     ///< A member function that is not known may remove.
};

/// Level \p Depth of \p C as it grows at run time: not start-up code, not
/// once-only code, not what reads the configuration, not with keys that are few
/// or there already. A subscript
/// that only reads counts when \p Reads is set.
Growth growthOf(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth,
                bool Reads = false);

/// Removals from the levels \p From to \p To of \p C; emptying an outer level
/// empties the inner ones.
Shrinkage shrinkageOf(const ProgramFacts &P, const ContainerFact &C,
                      uint8_t From, uint8_t To);

/// The key of insertion \p U into \p C was asked for, and found, in another
/// container that does not grow while the program serves:
/// `if (!(site = sites.find(host))) return; cache[host] = open(site);`
bool isAdmitted(const ProgramFacts &P, const UseFact &U, EntityId C);

/// True where nothing that is not in sight can bound a container: every access
/// is, it can change, and it is long-lived.
bool mayGrowForEver(const ProgramFacts &P, const ContainerFact &C);

/// The same, of containers that no annotation bounds.
bool mayLeak(const ProgramFacts &P, const ContainerFact &C);

/// True when some function \p Function, or what it calls through \p Hops calls,
/// adds new keys.
bool addsKeys(const ProgramFacts &P, const Growth &G, EntityId Function,
              unsigned Hops);

/// True when the size of level \p Depth is compared with a limit where that may
/// decide about growth.
bool isSizeTested(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth,
                  const Growth &G);

/// True when level \p Depth is bounded, or may be where we cannot see it: by a
/// removal at run time, a size test, or an escape.
bool isBounded(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth,
               const Growth &G, const Shrinkage &S);

/// "grows here", "and here": at most five.
void addGrowthNotes(const ProgramFacts &P, const Growth &G, Finding &F);
/// "only 'expireStale' erases from it, and nothing calls it".
void addShrinkNotes(const ProgramFacts &P, const Shrinkage &S, Finding &F);
/// "the owner is long-lived: a static object".
void addLifetimeNote(const ProgramFacts &P, const ContainerFact &C, Finding &F);
/// "setting the value to null keeps the key".
void addNulledNotes(const ProgramFacts &P, ContainerRef Level, Finding &F);

/// All growth is in code that sounds like it sets something up: `start()`,
/// `registerHandler(name, h)`, or what only such functions call.
bool growsInSetupOnly(const ProgramFacts &P, const Growth &G);

} // namespace mapwarden

#endif
