//===- WeakMapNeverPrunedRule.cpp - weak-map-never-pruned -----------------===//
//
// A map of weak pointers that grows at run time and from which nothing erases:
// the objects die, their keys and control blocks stay.
//
//===----------------------------------------------------------------------===//
#include "Verdict/Evidence.h"
#include "Verdict/RuleSupport.h"

namespace mapwarden {

/// The outermost associative level whose values (or elements) are weak.
static std::optional<uint8_t> weakLevel(const ContainerFact &C) {
  for (uint8_t Depth = 0; Depth < C.Levels.size(); ++Depth)
    if (C.Levels[Depth].Row.isAssociative() && !C.Levels[Depth].KeysFixed &&
        C.Levels[Depth].Values == ValueShape::Weak)
      return Depth;
  return std::nullopt;
}

static void judgeContainer(const ProgramFacts &P, const ContainerFact &C,
                           std::vector<Finding> &Out) {
  const std::optional<uint8_t> Depth = weakLevel(C);
  const Life Lives = P.lifetime(C).Lives;
  if (!Depth || !C.Closed || C.IsConst || C.IsReference ||
      !C.BoundedBy.empty() || Lives == Life::Short || P.gapFor(C))
    return;
  const Growth G = growthOf(P, C, *Depth);
  const Shrinkage S = shrinkageOf(P, C, 0, *Depth);
  if (G.Uses.empty() || isBounded(P, C, *Depth, G, S))
    return;
  Finding F;
  F.Rule = "weak-map-never-pruned";
  F.Where = P.facts().Entities[C.Decl].Decl;
  F.Container = C.Decl;
  F.Variant = "never-pruned";
  F.Sure = Lives == Life::Program ? Confidence::Likely : Confidence::Possible;
  F.Message = "entries of " + quotedName(P, C.Decl) +
              " stay when what they point to is gone: nothing erases them";
  addGrowthNotes(P, G, F);
  addShrinkNotes(P, S, F);
  addLifetimeNote(P, C, F);
  Out.push_back(std::move(F));
}

void judgeWeakMapNeverPruned(const ProgramFacts &P, std::vector<Finding> &Out) {
  for (const ContainerFact &C : P.facts().Containers)
    judgeContainer(P, C, Out);
}

} // namespace mapwarden
