//===- PartialRemoval.h - Removals that miss some entries ------*- C++ -*-===//
//
// A map from which keys are removed one by one may keep those that nobody asks
// to remove. That alone is how most registries work; here is what speaks for a
// leak.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_VERDICT_PARTIALREMOVAL_H
#define MAPWARDEN_VERDICT_PARTIALREMOVAL_H

#include "Verdict/Evidence.h"

namespace mapwarden {

/// Why the removals of a map are thought to miss some entries.
struct PartialRemoval {
  /// What follows "'m' grows with every new key".
  std::string Wording;
  bool Strong = false; ///< Holds whatever the program does with its entries.
  std::vector<Evidence> Notes;
};

/// Evidence that the removals \p S from level \p Depth of \p C miss entries
/// that \p G adds; none when they may well cover all.
std::optional<PartialRemoval> partialRemoval(const ProgramFacts &P,
                                             const ContainerFact &C,
                                             uint8_t Depth, const Growth &G,
                                             const Shrinkage &S);

} // namespace mapwarden

#endif
