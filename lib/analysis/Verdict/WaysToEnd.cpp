//===- WaysToEnd.cpp - Ways for an entry to end, and one that stays -------===//
#include "Verdict/WaysToEnd.h"
#include "Catalog/Names.h"
#include "Verdict/RuleSupport.h"

namespace mapwarden {
namespace {

/// One map, and the functions that remove from it at run time.
class WaysToEnd {
public:
  WaysToEnd(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth,
            std::set<EntityId> Removers)
      : P(P), C(C), Depth(Depth), Removers(std::move(Removers)) {}

  std::optional<PartialRemoval> endingThatStays() const;
  std::optional<PartialRemoval> endedAndKept() const;
  std::optional<PartialRemoval> overriderThatStays() const;

private:
  bool onlyLooksUp(EntityId Function, unsigned Hops) const;
  bool notesElsewhere(EntityId Function, unsigned Hops) const;
  bool isAlternative(const FunctionFact &F) const;
  bool isAboutElement(const CallFact &Call) const;
  bool isEnding(const CallFact &Call) const;
  bool goesOn(EntityId Function) const;
  bool removes(EntityId Function, unsigned Hops) const {
    return leadsTo(P, Function, Removers, Hops);
  }
  bool keepsEnded(EntityId Function) const;
  bool addEnds(EntityId Function, unsigned Hops,
               std::set<EntityId> &Ends) const;
  bool isMade(EntityId Class) const;

  const ProgramFacts &P;
  const ContainerFact &C;
  uint8_t Depth;
  const std::set<EntityId> Removers;
};

} // namespace

/// \p Function, or a helper that it gives its key to, looks an entry up and
/// does nothing else with the map.
bool WaysToEnd::onlyLooksUp(EntityId Function, unsigned Hops) const {
  bool Asks = false;
  for (uint32_t I : P.usesIn(Function)) {
    const UseFact &U = P.facts().Uses[I];
    if (!llvm::is_contained(P.targets(U.Container, Function),
                            ContainerRef{C.Decl, Depth}))
      continue;
    if (U.isRemoval() || U.isGrowth())
      return false;
    Asks |= U.Op == MapOp::Lookup && U.Key.Domain == KeyDomain::Param;
  }
  for (uint32_t I : P.callsFrom(Function)) {
    const CallFact &Call = P.facts().Calls[I];
    const EntityId Callee = P.hostOf(Call.Callee);
    if (Callee == Function || !isTouchedBy(P, C.Decl, Callee, Hops))
      continue;
    const bool GivesKey = llvm::any_of(Call.Keys, [](const KeyFact &K) {
      return K.Domain == KeyDomain::Param;
    });
    if (!Hops || !GivesKey || !onlyLooksUp(Callee, Hops - 1))
      return false;
    Asks = true;
  }
  return Asks;
}

/// \p Function, or a function that it calls, adds to another container: perhaps
/// the entry is put down for a later removal.
bool WaysToEnd::notesElsewhere(EntityId Function, unsigned Hops) const {
  const bool Notes = llvm::any_of(P.usesIn(Function), [&](uint32_t I) {
    const UseFact &U = P.facts().Uses[I];
    return U.isGrowth() && !llvm::is_contained(P.targets(U.Container, Function),
                                               ContainerRef{C.Decl, Depth});
  });
  return Notes ||
         (Hops && llvm::any_of(P.callsFrom(Function), [&](uint32_t I) {
            const EntityId Callee = P.hostOf(P.facts().Calls[I].Callee);
            return Callee != Function && notesElsewhere(Callee, Hops - 1);
          }));
}

/// One function calls both \p F and one that removes: two ways to end.
bool WaysToEnd::isAlternative(const FunctionFact &F) const {
  return llvm::any_of(P.callsTo(F.Id), [&](uint32_t I) {
    const EntityId Caller = P.facts().Calls[I].Caller;
    return llvm::any_of(P.callsFrom(Caller), [&](uint32_t J) {
      const CallFact &Other = P.facts().Calls[J];
      return llvm::any_of(Removers, [&](EntityId R) {
        return R != P.hostOf(Caller) && llvm::is_contained(P.callsTo(R), J) &&
               Other.Callee != F.Id;
      });
    });
  });
}

/// `ok ? converted(id) : rejected(id)`: the one removes the entry, the other
/// looks it up, but leaves it.
std::optional<PartialRemoval> WaysToEnd::endingThatStays() const {
  if (P.lifetime(C).Lives != Life::Program)
    return std::nullopt;
  for (const FunctionFact &F : P.facts().Functions) {
    if (F.IsLambda || F.Params == 0 || !F.HasBody ||
        !hasWord(wordsOf(P.name(F.Id)), words::Mishap) ||
        P.reach(F.Id) != Reach::RunTime || !onlyLooksUp(F.Id, 1) ||
        notesElsewhere(F.Id, 1))
      continue;
    const bool CallersRemove = llvm::any_of(P.callsTo(F.Id), [&](uint32_t I) {
      return Removers.count(P.hostOf(P.facts().Calls[I].Caller)) > 0;
    });
    if (!CallersRemove && isAlternative(F))
      return PartialRemoval{
          "; " + quotedName(P, F.Id) + " looks its entry up, and leaves it",
          true,
          {{P.facts().Entities[F.Id].Decl, "this way to end keeps the entry"}}};
  }
  return std::nullopt;
}

/// `it->second->close()`, `close_socket(it->second.socket)`.
bool WaysToEnd::isAboutElement(const CallFact &Call) const {
  auto IsPart = [&](const AccessPath &Path) {
    const std::optional<AccessPath> In = Path.enclosingContainer();
    return In && llvm::is_contained(P.targets(*In, Call.Caller),
                                    ContainerRef{C.Decl, Depth});
  };
  return IsPart(Call.Object) || llvm::any_of(Call.Args, IsPart);
}

/// A call that ends what the element stands for, and tells nobody who might
/// remove it in turn.
bool WaysToEnd::isEnding(const CallFact &Call) const {
  const FunctionFact *F = P.function(Call.Callee);
  const bool IsSeen = Call.Object.isKnown() ? F && F->HasBody : true;
  return IsSeen && !Call.Virtual && isAboutElement(Call) &&
         hasWord(wordsOf(P.name(Call.Callee)), words::EndCalls) &&
         !isTouchedBy(P, C.Decl, Call.Callee, 3) && !removes(Call.Callee, 4);
}

/// `it->second.close(); it->second.open();` is no end.
bool WaysToEnd::goesOn(EntityId Function) const {
  return llvm::any_of(P.callsFrom(Function), [&](uint32_t I) {
    const CallFact &Call = P.facts().Calls[I];
    return hasWord(wordsOf(P.name(Call.Callee)), words::Beginnings) &&
           isAboutElement(Call);
  });
}

/// Neither \p Function, which ends an element at run time, nor who calls it
/// removes it, or puts it down for later.
bool WaysToEnd::keepsEnded(EntityId Function) const {
  const FunctionFact *F = P.function(Function);
  if (!F || F->IsConstructor || F->IsDestructor || F->IsMain ||
      P.reachAsEnd(Function) != Reach::RunTime || removes(Function, 2) ||
      notesElsewhere(Function, 1) || goesOn(Function))
    return false;
  return llvm::none_of(P.callsTo(Function), [&](uint32_t I) {
    const EntityId Caller = P.hostOf(P.facts().Calls[I].Caller);
    const FunctionFact *By = P.function(Caller);
    return By && !By->IsMain && removes(Caller, 1);
  });
}

/// `drop(id)` closes the entry's socket and removes the entry, `broken(id)`
/// closes it, too, but leaves the entry.
std::optional<PartialRemoval> WaysToEnd::endedAndKept() const {
  if (P.lifetime(C).Lives != Life::Program)
    return std::nullopt;
  for (EntityId Remover : Removers)
    for (uint32_t I : P.callsFrom(Remover)) {
      const CallFact &Proper = P.facts().Calls[I];
      if (!isEnding(Proper))
        continue;
      for (uint32_t J : P.callsTo(Proper.Callee)) {
        const CallFact &Other = P.facts().Calls[J];
        const EntityId Function = P.hostOf(Other.Caller);
        if (J != I && isEnding(Other) && keepsEnded(Function))
          return PartialRemoval{
              "; " + quotedName(P, Function) + " ends an entry as " +
                  quotedName(P, Remover) + " does, but leaves it",
              true,
              {{Other.Where, "ended here, and left"},
               {Proper.Where, "ended here, and removed"}}};
      }
    }
  return std::nullopt;
}

/// All removals are what a virtual function of the elements' classes does, and
/// one of these classes has another idea of it.
std::optional<PartialRemoval> WaysToEnd::overriderThatStays() const {
  if (C.ValueRecord == NoEntity)
    return std::nullopt;
  std::set<EntityId> Ends;
  for (EntityId Remover : Removers)
    if (!addEnds(Remover, 3, Ends))
      return std::nullopt;
  for (const FunctionFact &F : P.facts().Functions)
    if (F.HasBody && !Ends.count(F.Id) && isMade(F.Owner) &&
        llvm::any_of(F.Overrides, [&](EntityId V) { return Ends.count(V); }) &&
        !isTouchedBy(P, C.Decl, F.Id, 3))
      return PartialRemoval{
          "; " + quotedName(P, F.Owner) + " overrides " + quotedName(P, F.Id) +
              ", which removes the others, and stays",
          true,
          {{P.facts().Entities[F.Id].Decl, "this overrider removes nothing"}}};
  return std::nullopt;
}

/// Adds the virtual methods of the elements that lead to \p Function.
/// \returns false when something else does, too.
bool WaysToEnd::addEnds(EntityId Function, unsigned Hops,
                        std::set<EntityId> &Ends) const {
  const FunctionFact *F = P.function(Function);
  if (F && F->IsVirtual && P.isA(F->Owner, C.ValueRecord)) {
    Ends.insert(Function);
    return true;
  }
  return Hops && F && !F->IsMain && !P.callsTo(Function).empty() &&
         llvm::all_of(P.callsTo(Function), [&](uint32_t I) {
           return addEnds(P.hostOf(P.facts().Calls[I].Caller), Hops - 1, Ends);
         });
}

bool WaysToEnd::isMade(EntityId Class) const {
  return llvm::any_of(P.facts().Instances, [&](const InstanceFact &I) {
    return I.Record == Class && I.Function != NoEntity;
  });
}

std::optional<PartialRemoval> wayThatStays(const ProgramFacts &P,
                                           const ContainerFact &C,
                                           uint8_t Depth,
                                           std::set<EntityId> Removers) {
  const WaysToEnd Ways(P, C, Depth, std::move(Removers));
  for (auto Way : {&WaysToEnd::endingThatStays, &WaysToEnd::endedAndKept,
                   &WaysToEnd::overriderThatStays})
    if (std::optional<PartialRemoval> R = (Ways.*Way)())
      return R;
  return std::nullopt;
}

} // namespace mapwarden
