//===- Finding.h - What a rule concludes -----------------------*- C++ -*-===//
#ifndef MAPWARDEN_VERDICT_FINDING_H
#define MAPWARDEN_VERDICT_FINDING_H

#include "Link/ProgramFacts.h"

namespace mapwarden {

/// How sure a finding is. Reports show Proved and Likely unless asked.
enum class Confidence : uint8_t { Possible, Likely, Proved };

/// A place that supports a finding.
struct Evidence {
  SiteId Where = NoSite;
  std::string Text; ///< A note in the compiler's tone: "grows here".
};

struct Finding {
  llvm::StringRef Rule; ///< "unbounded-map"
  SiteId Where = NoSite;
  Confidence Sure = Confidence::Likely;
  std::string Message; ///< One sentence without the final period.
  std::vector<Evidence> Notes;
  EntityId Container = NoEntity; ///< What it is about.
  uint32_t Use = ~0u;            ///< Index into TUFacts::Uses, when about one.
  uint32_t Stale = ~0u; ///< Index into TUFacts::Stales, when about one.
  /// Where two wordings of one defect meet, only one is reported; see
  /// judge().
  std::string Variant;      ///< Which wording: "dead-eviction", "shared-lock"…
  EntityId Lock = NoEntity; ///< The lock that ought to be held, if any.
  std::string Releaser; ///< What ought to release the values: "fclose". Empty:
                        ///< not known, or not about values.
  bool SharedValues = false; ///< Other containers keep the same pointers.
  uint32_t Tombstone = ~0u;  ///< Index into TUFacts::Tombstones.
};

/// One defect, one finding: what \p First says about a container makes what
/// \p Second says about it needless, unless that is surer.
bool takesPrecedence(llvm::StringRef First, llvm::StringRef Second);

/// A rule is a pure function from the program to findings.
using RuleFunction = void (*)(const ProgramFacts &, std::vector<Finding> &);

/// Runs every rule of Rules.def (or only \p Only), applies the precedences
/// between rules, drops duplicates and sorts by position.
std::vector<Finding> judge(const ProgramFacts &Program);

#define RULE(Id, Function, ...)                                                \
  void Function(const ProgramFacts &, std::vector<Finding> &);
#include "Verdict/Rules.def"

} // namespace mapwarden

#endif
