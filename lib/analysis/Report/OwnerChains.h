//===- OwnerChains.h - From a long-lived object to a map -------*- C++ -*-===//
#ifndef MAPWARDEN_REPORT_OWNERCHAINS_H
#define MAPWARDEN_REPORT_OWNERCHAINS_H

#include "Link/ProgramFacts.h"

namespace mapwarden {

/// One object on the way from a root to a container.
struct OwnerLink {
  /// "static object", "thread-local object", "local of main", "local object",
  /// "object", "member", "elements of" or the container itself: "map".
  llvm::StringRef Kind;
  EntityId What = NoEntity; ///< A variable, field or class.
  SiteId Where = NoSite;
};

/// Answers which object keeps a container. Refers to the program, which has to
/// live longer.
class OwnerChains {
public:
  explicit OwnerChains(const ProgramFacts &P);

  /// A shortest chain from an object that lives as long as the program, or
  /// else from the outermost class that is known, down to \p C. Never empty.
  /// O(classes + instances).
  std::vector<OwnerLink> chainTo(const ContainerFact &C) const;

private:
  const ProgramFacts &P;
  /// Objects of a class and of the classes derived from it, in the order of
  /// the facts.
  std::map<EntityId, std::vector<const InstanceFact *>> InstancesOf;
};

} // namespace mapwarden

#endif
