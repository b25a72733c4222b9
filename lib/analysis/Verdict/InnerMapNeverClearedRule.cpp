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

/// A level whose keys are all there before the program serves, and whose inner
/// containers go on growing.
static std::optional<OuterLevel>
filledLevel(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth) {
  if (!C.Levels[Depth].Row.isAssociative() ||
      !C.Levels[Depth + 1].Row.isAssociative() || !mayLeak(P, C) ||
      !growthOf(P, C, Depth, /*Reads=*/true).Uses.empty())
    return std::nullopt;
  return OuterLevel{C, Depth, growthOf(P, C, static_cast<uint8_t>(Depth + 1))};
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
static void judgeNeverShrunk(const ProgramFacts &P, const OuterLevel &O,
                             std::vector<Finding> &Out) {
  const uint8_t Inner = O.Depth + 1;
  Growth G = growthOf(P, O.C, Inner);
  Shrinkage S = shrinkageOf(P, O.C, 0, Inner);
  if (G.Uses.empty() || isBounded(P, O.C, Inner, G, S))
    return;
  Finding F = findingFor(P, O);
  F.Where = P.facts().Entities[O.C.Decl].Decl;
  F.Variant = "never-shrunk";
  F.Message = "neither the entries of " + quotedName(P, O.C.Decl) +
              " nor the containers in them ever shrink";
  addGrowthNotes(P, G, F);
  addShrinkNotes(P, S, F);
  addLifetimeNote(P, O.C, F);
  Out.push_back(std::move(F));
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
  if (!Shrinks)
    judgeNeverShrunk(P, O, Out);
}

/// A removal at run time from containers of \p Depth.
static std::vector<uint32_t> removalsAt(const ProgramFacts &P,
                                        const ContainerFact &C, uint8_t Depth) {
  std::vector<uint32_t> Result;
  for (const auto &[R, Grade] : shrinkageOf(P, C, Depth, Depth).Uses)
    if (Grade == ShrinkGrade::RunTime)
      Result.push_back(R->Use);
  return Result;
}

/// \p Function calls one of \p Others, over at most one more, or is called by
/// one.
static bool callsOrIsCalledBy(const ProgramFacts &P, EntityId Function,
                              const std::map<EntityId, uint32_t> &Others,
                              unsigned Hops = 2) {
  auto Is = [&](EntityId Id) { return Others.count(P.hostOf(Id)) != 0; };
  return llvm::any_of(
             P.callsTo(Function),
             [&](uint32_t I) { return Is(P.facts().Calls[I].Caller); }) ||
         llvm::any_of(P.callsFrom(Function), [&](uint32_t I) {
           const EntityId Callee = P.facts().Calls[I].Callee;
           return Is(Callee) ||
                  (Hops > 1 && callsOrIsCalledBy(P, Callee, Others, Hops - 1));
         });
}

/// One function erases the inner container that it has emptied, another one
/// forgets to: at the inner removal of the latter.
static void judgeForgottenPrune(const ProgramFacts &P, const ContainerFact &C,
                                uint8_t Depth, std::vector<Finding> &Out) {
  const LevelFact &Level = C.Levels[Depth];
  if (!Level.Row.isAssociative() || Level.KeysFixed || !mayLeak(P, C))
    return;
  auto HostOf = [&](uint32_t Use) {
    return P.hostOf(P.facts().Uses[Use].Function);
  };
  std::map<EntityId, uint32_t> Prunes, Empties; // Function to a removal there.
  for (uint32_t Use : removalsAt(P, C, Depth))
    Prunes.try_emplace(HostOf(Use), Use);
  for (uint32_t Use : removalsAt(P, C, static_cast<uint8_t>(Depth + 1)))
    if (P.facts().Uses[Use].Op == MapOp::Erase)
      Empties.try_emplace(HostOf(Use), Use);
  // Where whole entries leave, or a sweep goes over them, nothing is forgotten.
  if (Prunes.empty() || !llvm::all_of(Prunes, [&](const auto &Each) {
        return Empties.count(Each.first) != 0;
      }))
    return;
  OuterLevel O{C, Depth, growthOf(P, C, Depth, /*Reads=*/true)};
  if (O.Grows.Uses.empty() || O.Grows.SizeGuarded)
    return;
  for (const auto &[Function, Use] : Empties) {
    if (Prunes.count(Function) || callsOrIsCalledBy(P, Function, Prunes))
      continue;
    Finding F = findingFor(P, O);
    F.Where = P.facts().Uses[Use].Where;
    F.Use = Use;
    F.Variant = "not-pruned";
    F.Message = "an inner container that becomes empty here stays in " +
                quotedName(P, C.Decl) + " for ever";
    F.Notes.push_back({P.facts().Uses[Prunes.begin()->second].Where,
                       "here the emptied one is erased"});
    addLifetimeNote(P, C, F);
    Out.push_back(std::move(F));
  }
}

/// `m[k].members.erase(x)`: the levels that hold the struct of `members`.
static std::vector<ContainerRef> outerLevels(const ProgramFacts &P,
                                             const UseFact &U) {
  std::vector<ContainerRef> Result;
  std::optional<AccessPath> Holder = U.Container.holder();
  if (!Holder)
    return Result;
  for (const AccessPath &Named : P.resolve(*Holder, U.Function))
    if (std::optional<AccessPath> Outer = Named.enclosingContainer())
      if (std::optional<ContainerRef> Ref = Outer->containerRef())
        Result.push_back(*Ref);
  return Result;
}

/// Containers in structs: only an erase by key tells that an entry has done
/// its duty; the rest, and an eviction that does not run, is unbounded-map's.
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
      if (std::optional<OuterLevel> O = keptLevel(P, *C, Ref.Depth);
          O && shrinkageOf(P, *C, 0, Ref.Depth).Uses.empty())
        Out.push_back(keptEmpty(P, *O, R.Use,
                                "an entry whose " + quotedName(P, Inner.Decl)));
    }
  }
}

void judgeInnerMapNeverCleared(const ProgramFacts &P,
                               std::vector<Finding> &Out) {
  for (const ContainerFact &C : P.facts().Containers) {
    for (uint8_t Depth = 0; Depth + 1u < C.Levels.size(); ++Depth) {
      if (std::optional<OuterLevel> O = keptLevel(P, C, Depth))
        judgeLevel(P, *O, Out);
      else if (std::optional<OuterLevel> Filled = filledLevel(P, C, Depth))
        judgeNeverShrunk(P, *Filled, Out);
      judgeForgottenPrune(P, C, Depth, Out);
    }
    if (C.Kept == Storage::Field)
      judgeMember(P, C, Out);
  }
}

} // namespace mapwarden
