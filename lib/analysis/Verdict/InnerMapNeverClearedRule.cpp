//===- InnerMapNeverClearedRule.cpp - inner-map-never-cleared -------------===//
//
// A map of containers that keeps its keys: (a) the inner containers grow and
// none is ever shrunk: at the outer declaration; (b) elements leave an inner
// container, but the emptied one stays, or (c) it is cleared and its key kept:
// at the inner removal.
//
//===----------------------------------------------------------------------===//
#include "Verdict/Evidence.h"
#include "Verdict/RuleSupport.h"

namespace mapwarden {
namespace {

/// A level of a long-lived container whose entries nothing removes.
struct OuterLevel {
  const ContainerFact &C;
  uint8_t Depth;
  Growth Grows;
};

} // namespace

static std::optional<OuterLevel>
keptLevel(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth) {
  if (Depth >= C.Levels.size() || !C.Levels[Depth].Row.isAssociative() ||
      C.Levels[Depth].Row.Bounded || C.Levels[Depth].KeysFixed ||
      !mayLeak(P, C))
    return std::nullopt;
  Growth G = growthOf(P, C, Depth, /*Reads=*/true);
  if (G.Uses.empty() || isBounded(P, C, Depth, G, shrinkageOf(P, C, 0, Depth)))
    return std::nullopt;
  return OuterLevel{C, Depth, std::move(G)};
}

static Finding findingFor(const ProgramFacts &P, const OuterLevel &O) {
  Finding F;
  F.Rule = "inner-map-never-cleared";
  F.Container = O.C.Decl;
  F.Sure = P.lifetime(O.C).Lives != Life::Program || O.Grows.SmallKeys ||
                   growsInSetupOnly(P, O.Grows)
               ? Confidence::Possible
               : Confidence::Likely;
  return F;
}

static void addOuterNotes(const ProgramFacts &P, const OuterLevel &O,
                          Finding &F) {
  F.Notes.push_back(
      {P.facts().Entities[O.C.Decl].Decl,
       "entries of " + quotedName(P, O.C.Decl) + " are never erased"});
  for (const ResolvedUse *R : O.Grows.Uses) {
    F.Notes.push_back({P.facts().Uses[R->Use].Where, "new entries come here"});
    break;
  }
  addLifetimeNote(P, O.C, F);
}

/// (b) and (c), at the removal \p Use from an inner container; \p Emptied says
/// what becomes empty here.
static Finding keptEmpty(const ProgramFacts &P, const OuterLevel &O,
                         uint32_t Use, const std::string &Emptied) {
  const UseFact &U = P.facts().Uses[Use];
  const std::string Outer = quotedName(P, O.C.Decl);
  Finding F = findingFor(P, O);
  F.Where = U.Where;
  F.Use = Use;
  if (U.Op == MapOp::Clear) {
    F.Variant = "cleared-kept";
    F.Message = "the inner container is cleared, but its key stays in " + Outer;
  } else {
    F.Variant = "emptied-kept";
    F.Message = Emptied + " becomes empty here stays in " + Outer + " for ever";
  }
  addOuterNotes(P, O, F);
  return F;
}

/// (a), at the outer declaration.
static std::optional<Finding> neverShrunk(const ProgramFacts &P,
                                          const OuterLevel &O) {
  const uint8_t Inner = O.Depth + 1;
  Growth G = growthOf(P, O.C, Inner);
  Shrinkage S = shrinkageOf(P, O.C, 0, Inner);
  if (G.Uses.empty() || isBounded(P, O.C, Inner, G, S))
    return std::nullopt;
  Finding F = findingFor(P, O);
  F.Where = P.facts().Entities[O.C.Decl].Decl;
  F.Variant = "never-shrunk";
  F.Message = "neither the entries of " + quotedName(P, O.C.Decl) +
              " nor the containers in them ever shrink";
  addGrowthNotes(P, G, F);
  addShrinkNotes(P, S, F);
  addLifetimeNote(P, O.C, F);
  return F;
}

static void judgeLevel(const ProgramFacts &P, const OuterLevel &O,
                       std::vector<Finding> &Out) {
  bool Shrinks = false;
  for (auto [R, Grade] : shrinkageOf(P, O.C, O.Depth + 1, O.Depth + 1).Uses) {
    if (Grade != ShrinkGrade::RunTime ||
        P.facts().Uses[R->Use].Op == MapOp::Replace)
      continue;
    Shrinks = true;
    Out.push_back(keptEmpty(P, O, R->Use, "an inner container that"));
  }
  if (Shrinks)
    return;
  if (std::optional<Finding> F = neverShrunk(P, O))
    Out.push_back(std::move(*F));
}

/// The path of the object whose last field \p Path names.
static std::optional<AccessPath> holderOf(AccessPath Path) {
  for (unsigned I = Path.Steps.size(); I-- > 0;) {
    if (Path.Steps[I].Kind != StepKind::Field)
      continue;
    Path.Steps.truncate(I);
    return Path;
  }
  return std::nullopt;
}

/// `m[k].members.erase(x)`: the levels that hold the struct of `members`.
static std::vector<ContainerRef> outerLevels(const ProgramFacts &P,
                                             const UseFact &U) {
  std::vector<ContainerRef> Result;
  std::optional<AccessPath> Holder = holderOf(U.Container);
  if (!Holder)
    return Result;
  for (const AccessPath &Named : P.resolve(*Holder, U.Function))
    if (std::optional<AccessPath> Outer = Named.enclosingContainer())
      if (std::optional<ContainerRef> Ref = Outer->containerRef())
        Result.push_back(*Ref);
  return Result;
}

/// Containers in structs: only an erase by key tells that an entry has done
/// its duty; the rest is unbounded-map's.
static void judgeMember(const ProgramFacts &P, const ContainerFact &Inner,
                        std::vector<Finding> &Out) {
  for (const ResolvedUse &R : P.uses(Inner.Decl)) {
    const UseFact &U = P.facts().Uses[R.Use];
    const LevelFact *Level = levelOf(P, R.Container);
    if (U.Op != MapOp::Erase || R.Runs != Reach::RunTime || !Level ||
        !Level->Row.isAssociative())
      continue;
    for (ContainerRef Ref : outerLevels(P, U)) {
      const ContainerFact *C = P.container(Ref.Decl);
      if (!C)
        continue;
      if (std::optional<OuterLevel> O = keptLevel(P, *C, Ref.Depth))
        Out.push_back(keptEmpty(P, *O, R.Use,
                                "an entry whose " + quotedName(P, Inner.Decl)));
    }
  }
}

void judgeInnerMapNeverCleared(const ProgramFacts &P,
                               std::vector<Finding> &Out) {
  for (const ContainerFact &C : P.facts().Containers) {
    for (uint8_t Depth = 0; Depth + 1u < C.Levels.size(); ++Depth)
      if (std::optional<OuterLevel> O = keptLevel(P, C, Depth))
        judgeLevel(P, *O, Out);
    if (C.Kept == Storage::Field)
      judgeMember(P, C, Out);
  }
}

} // namespace mapwarden
