//===- Tombstones.cpp - Slots that are free and keep what they hold -------===//
#include "Verdict/Ownership.h"

namespace mapwarden {

/// A map that never erases what is marked as deleted in it.
static bool isKeptForEver(const ProgramFacts &P, EntityId Map) {
  const ContainerFact *C = P.container(Map);
  return C && C->Closed && P.escapes(Map, 0).empty() &&
         llvm::none_of(P.uses(Map), [&](const ResolvedUse &R) {
           return P.facts().Uses[R.Use].isRemoval() && R.Runs == Reach::RunTime;
         });
}

void judgeTombstones(const ProgramFacts &P, std::vector<Finding> &Out) {
  for (uint32_t I = 0; I < P.facts().Tombstones.size(); ++I) {
    const TombstoneFact &T = P.facts().Tombstones[I];
    if (T.Map != NoEntity && !isKeptForEver(P, T.Map))
      continue;
    Finding F;
    F.Rule = "erase-without-reset";
    F.Where = T.Where;
    F.Message = "'" + T.Slot + "' is given up by writing '" + T.Mark +
                "', but '" + T.Value + "' keeps what it holds alive";
    F.Variant = "tombstone";
    F.Tombstone = I;
    Out.push_back(std::move(F));
  }
}

} // namespace mapwarden
