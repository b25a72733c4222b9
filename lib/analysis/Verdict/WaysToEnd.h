//===- WaysToEnd.h - Ways for an entry to end, and one that stays -*- C++ -*-=//
#ifndef MAPWARDEN_VERDICT_WAYSTOEND_H
#define MAPWARDEN_VERDICT_WAYSTOEND_H

#include "Verdict/PartialRemoval.h"

namespace mapwarden {

/// Evidence of level \p Depth of \p C that entries can end in another way than
/// by one of the functions \p Removers, and then stay.
std::optional<PartialRemoval> wayThatStays(const ProgramFacts &P,
                                           const ContainerFact &C,
                                           uint8_t Depth,
                                           std::set<EntityId> Removers);

} // namespace mapwarden

#endif
