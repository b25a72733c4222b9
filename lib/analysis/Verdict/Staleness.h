//===- Staleness.h - What an operation does to references ------*- C++ -*-===//
//
// A reference into a container is hurt by operations on each container on its
// way: on the one whose element it denotes, and on those around it.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_VERDICT_STALENESS_H
#define MAPWARDEN_VERDICT_STALENESS_H

#include "Verdict/RuleSupport.h"

namespace mapwarden {

/// One container on the way to an element.
struct Enclosing {
  AccessPath Path;
  ContainerRef Ref;
  const LevelFact *Level = nullptr;
  bool Innermost = false; ///< The reference denotes an element of this one.
  bool ThroughPointer = false; ///< What is denoted hangs on a pointer in it.
  bool InOwnBuffer = false;    ///< Lies in memory that does not move with it.
};

/// Which element a removal is about, relative to the reference.
enum class RemovedKey : uint8_t { Same, Other, Unknown };

class Staleness {
public:
  explicit Staleness(const ProgramFacts &P);

  /// The containers around the element of \p S, innermost first; empty when
  /// none is known or none of them is, or lies in, a map.
  std::vector<Enclosing> enclosing(const StaleFact &S) const;

  /// The reference of \p S is a parameter of the function.
  static bool isParameter(const StaleFact &S) {
    return S.Element.Root == RootKind::Param && S.Element.Steps.empty();
  }
  /// The call that passes an element of \p Container as the parameter of \p S.
  SiteId passedAt(const StaleFact &S, EntityId Container) const;

  /// True when \p Op on \p In leaves the reference of \p S dangling.
  static bool hurts(const StaleFact &S, const Enclosing &In, MapOp Op,
                    RemovedKey Key);

  /// The callee and, when the call is virtual, all that override it.
  std::vector<EntityId> calleesOf(const CallFact &Call) const;
  bool isKeyOfSource(const StaleFact &S, const KeyFact &Key,
                     const CallFact &Call) const;

  bool isKeptByLocalsOnly(const StaleFact &S) const;
  bool isOwnEntry(const CallFact &Call, const UseFact &Erase) const;

  /// The operation at \p Where, when one is recorded.
  const UseFact *useAt(SiteId Where, MapOp Op) const;
  bool isUseSite(SiteId Where) const { return UsesAt.count(Where); }
  /// The operation exchanges contents: references stay valid.
  bool isSwap(SiteId Where, MapOp Op) const;

  /// \p Path, which a callback of \p Function captured, is the container \p In
  /// of the object whose method \p Function calls it.
  bool comesBack(const AccessPath &Path, const Enclosing &In,
                 EntityId Function) const;

private:
  std::optional<ContainerRef> nameOf(const AccessPath &Path,
                                     EntityId Function) const;
  std::vector<AccessPath> resultsOf(const CallFact &Call,
                                    unsigned Hops = 0) const;
  std::vector<Enclosing> around(const AccessPath &Element,
                                EntityId Function) const;
  std::vector<AccessPath> passed(unsigned Param, EntityId Function,
                                 std::set<EntityId> &Seen) const;

  const ProgramFacts &P;
  std::map<SiteId, std::vector<uint32_t>> UsesAt;
  std::map<std::pair<EntityId, uint8_t>, EntityId> Parameters;
  std::map<EntityId, std::vector<EntityId>> Overriders; ///< By overridden.
};

/// What an operation is called in a message: "insertion", "erase"…
std::string nounFor(MapOp Op);

} // namespace mapwarden

#endif
