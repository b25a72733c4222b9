//===- FailedInsertions.h - Entries that a failure leaves behind *- C++ -*-===//
#ifndef MAPWARDEN_VERDICT_FAILEDINSERTIONS_H
#define MAPWARDEN_VERDICT_FAILEDINSERTIONS_H

#include "Verdict/PartialRemoval.h"

namespace mapwarden {

/// Evidence that a function which inserts into level \p Depth of \p C leaves
/// the entry there when what comes next fails; \p Removers are the functions
/// (not lambdas) that remove at run time.
std::optional<PartialRemoval> leftByFailure(const ProgramFacts &P,
                                            const ContainerFact &C,
                                            uint8_t Depth, const Growth &G,
                                            const std::set<EntityId> &Removers);

} // namespace mapwarden

#endif
