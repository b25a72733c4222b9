//===- FailedInsertions.cpp - Entries that a failure leaves behind --------===//
#include "Verdict/FailedInsertions.h"
#include "Catalog/Names.h"
#include "Verdict/RuleSupport.h"

namespace mapwarden {
namespace {

class FailedInsertions {
public:
  FailedInsertions(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth,
                   const std::set<EntityId> &Removers)
      : P(P), C(C), Depth(Depth), Removers(Removers) {}

  std::optional<PartialRemoval> judge(const GiveUpFact &F) const;
  bool isAfter(const GiveUpFact &F, const UseFact &Insertion) const;

private:
  bool uses(EntityId Function,
            llvm::function_ref<bool(const UseFact &)> When) const;
  bool isTouchedBetween(const GiveUpFact &F) const;
  bool isEndedByScope(EntityId Inserter) const;
  bool callersRemove(EntityId Function) const;
  bool leadsOnlyThrough(EntityId Function, EntityId Inserter,
                        unsigned Hops) const;

  const ProgramFacts &P;
  const ContainerFact &C;
  uint8_t Depth;
  const std::set<EntityId> &Removers;
};

} // namespace

bool FailedInsertions::uses(
    EntityId Function, llvm::function_ref<bool(const UseFact &)> When) const {
  return llvm::any_of(P.usesIn(Function), [&](uint32_t I) {
    const UseFact &U = P.facts().Uses[I];
    return When(U) && llvm::is_contained(P.targets(U.Container, Function),
                                         ContainerRef{C.Decl, Depth});
  });
}

/// The container is used between the two, by the function or what it calls. Of
/// its lambdas that is what they do themselves.
bool FailedInsertions::isTouchedBetween(const GiveUpFact &F) const {
  auto Between = [&](SiteId Where) {
    return P.before(F.After, Where) && P.before(Where, F.Where);
  };
  auto Touches = [&](EntityId Callee) {
    return P.hostOf(Callee) == F.Function
               ? uses(Callee, [](const UseFact &) { return true; })
               : isTouchedBy(P, C.Decl, P.hostOf(Callee), 3);
  };
  return uses(F.Function,
              [&](const UseFact &U) {
                return Between(U.Where) && U.Op != MapOp::Access;
              }) ||
         llvm::any_of(P.callsFrom(F.Function), [&](uint32_t I) {
           const CallFact &Call = P.facts().Calls[I];
           return Between(Call.Where) && Touches(Call.Callee);
         });
}

/// Be it by the function itself or by one that it calls, which makes the key
/// up.
bool FailedInsertions::isAfter(const GiveUpFact &F,
                               const UseFact &Insertion) const {
  if (F.Function == Insertion.Function)
    return F.After == Insertion.Where;
  return Insertion.Key.Fresh &&
         llvm::any_of(P.callsFrom(F.Function), [&](uint32_t I) {
           const CallFact &Call = P.facts().Calls[I];
           return Call.Where == F.After &&
                  Call.Callee == P.hostOf(Insertion.Function);
         });
}

/// Destructors remove entries, or `auto undo = finally([&] { m.erase(k); });`
bool FailedInsertions::isEndedByScope(EntityId Inserter) const {
  return llvm::any_of(P.uses(C.Decl), [&](const ResolvedUse &R) {
    const UseFact &U = P.facts().Uses[R.Use];
    const FunctionFact *F = P.function(U.Function);
    return U.isRemoval() && F && F->Owner != C.Owner &&
           (F->IsDestructor ||
            (F->IsLambda && P.hostOf(U.Function) == Inserter));
  });
}

/// `if (!submit(job)) forget(job);`
bool FailedInsertions::callersRemove(EntityId Function) const {
  auto NameOne = [](const CallFact &A, const CallFact &B) {
    return llvm::any_of(A.Keys, [&](const KeyFact &K) {
      return !K.Text.empty() && llvm::any_of(B.Keys, [&](const KeyFact &Other) {
        return Other.Text == K.Text;
      });
    });
  };
  return llvm::any_of(P.callsTo(Function), [&](uint32_t I) {
    const CallFact &Call = P.facts().Calls[I];
    return llvm::any_of(P.callsFrom(Call.Caller), [&](uint32_t J) {
      const CallFact &Other = P.facts().Calls[J];
      const EntityId Callee = P.hostOf(Other.Callee);
      return Callee != Function && leadsTo(P, Callee, Removers, 1) &&
             NameOne(Call, Other);
    });
  });
}

/// All calls of \p Function come from \p Inserter, so its work is a part of the
/// insertion's.
bool FailedInsertions::leadsOnlyThrough(EntityId Function, EntityId Inserter,
                                        unsigned Hops) const {
  if (Function == Inserter)
    return true;
  const FunctionFact *F = P.function(Function);
  return Hops && F && !F->IsDestructor && P.knowsCallers(*F) &&
         !P.callsTo(Function).empty() &&
         llvm::all_of(P.callsTo(Function), [&](uint32_t I) {
           return leadsOnlyThrough(P.hostOf(P.facts().Calls[I].Caller),
                                   Inserter, Hops - 1);
         });
}

std::optional<PartialRemoval>
FailedInsertions::judge(const GiveUpFact &F) const {
  const EntityId Inserter = P.hostOf(F.Function);
  if (F.Function != Inserter || isTouchedBy(P, C.Decl, F.Callee, 3) ||
      isTouchedBetween(F) || isEndedByScope(Inserter))
    return std::nullopt;
  const bool Scoped = llvm::all_of(
      Removers, [&](EntityId R) { return leadsOnlyThrough(R, Inserter, 2); });
  const bool Asks = hasWord(wordsOf(P.name(F.Callee)), words::Requests);
  if ((!Scoped && !Asks) || callersRemove(Inserter))
    return std::nullopt;
  return PartialRemoval{
      "; " + quotedName(P, Inserter) + " leaves its entry behind when " +
          quotedName(P, F.Callee) + " fails",
      true,
      {{F.Where, "nothing removes the entry on this way out"}}};
}

std::optional<PartialRemoval>
leftByFailure(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth,
              const Growth &G, const std::set<EntityId> &Removers) {
  if (P.lifetime(C).Lives != Life::Program)
    return std::nullopt;
  const FailedInsertions All(P, C, Depth, Removers);
  for (const ResolvedUse *R : G.Uses) {
    const UseFact &U = P.facts().Uses[R->Use];
    if (R->Runs != Reach::RunTime ||
        (U.Context & (KeyPresent | Once | SizeGuarded)) ||
        ((U.Context & AfterLookup) && !U.Key.Fresh)) // It may stay as it was.
      continue;
    for (const GiveUpFact &F : P.facts().GiveUps)
      if (All.isAfter(F, U))
        if (std::optional<PartialRemoval> Found = All.judge(F))
          return Found;
  }
  return std::nullopt;
}

} // namespace mapwarden
