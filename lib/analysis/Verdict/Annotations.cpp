//===- Annotations.cpp - Annotations that do not hold ---------------------===//
#include "Verdict/Annotations.h"
#include "Verdict/RuleSupport.h"

namespace mapwarden {

static Finding findingAt(const ProgramFacts &P, llvm::StringRef Rule,
                         EntityId Decl, llvm::StringRef Variant,
                         std::string Message) {
  Finding F;
  F.Rule = Rule;
  F.Where = P.facts().Entities[Decl].Decl;
  F.Message = std::move(Message);
  F.Variant = Variant.str();
  return F;
}

void judgeLockNames(const ProgramFacts &P, std::vector<Finding> &Out) {
  for (const ContainerFact &C : P.facts().Containers) {
    // Where a header was not found the lock may be in it.
    if (C.LockNotFound.empty() || P.gapFor(C))
      continue;
    Finding F = findingAt(P, "unlocked-map-access", C.Decl, "lock-not-found",
                          "the lock '" + C.LockNotFound +
                              "' that MAPWARDEN_GUARDED_BY names for " +
                              quotedName(P, C.Decl) +
                              " was not found; name a field or a variable");
    F.Container = C.Decl;
    Out.push_back(std::move(F));
  }
}

void judgeOwnedTypes(const ProgramFacts &P, std::vector<Finding> &Out) {
  for (const ContainerFact &C : P.facts().Containers) {
    if (!C.OwnsNothing)
      continue;
    Finding F =
        findingAt(P, "erase-without-reset", C.Decl, "nothing-to-own",
                  "MAPWARDEN_OWNED_VALUES says nothing about " +
                      quotedName(P, C.Decl) + ": its values, '" + C.ValueType +
                      "', are neither raw pointers nor handles");
    F.Container = C.Decl;
    Out.push_back(std::move(F));
  }
}

//===--- Removers ---------------------------------------------------------===//

namespace {

/// Looks for anything that may remove an entry, in a function and in what it
/// calls.
class RemovalSearch {
public:
  explicit RemovalSearch(const ProgramFacts &P) : P(P) {}
  /// Also true when not all of it is in sight.
  bool mayRemove(EntityId Function);

private:
  bool mayRemoveByOthers(const FunctionFact &F);
  bool endsObjects() const;

  static constexpr size_t MaxFunctions = 64;
  const ProgramFacts &P;
  std::set<EntityId> Seen;
};

} // namespace

/// Destructors run without a call, and may take the object out of a map. (Where
/// a smart pointer is given another object, the function counts as one that
/// calls something unknown.)
bool RemovalSearch::endsObjects() const {
  const TUFacts &Facts = P.facts();
  auto HasDestructor = [&](EntityId Class) {
    return llvm::any_of(Facts.Functions, [&](const FunctionFact &F) {
      return F.IsDestructor && F.Owner == Class;
    });
  };
  return llvm::any_of(Facts.Releases,
                      [&](const ReleaseFact &R) {
                        return Seen.count(R.Function) &&
                               R.How == ReleaseFact::Released;
                      }) ||
         llvm::any_of(Facts.Instances, [&](const InstanceFact &I) {
           return Seen.count(I.Function) && HasDestructor(I.Record);
         });
}

bool RemovalSearch::mayRemoveByOthers(const FunctionFact &F) {
  return llvm::any_of(P.callsFrom(F.Id),
                      [&](uint32_t I) {
                        const CallFact &Call = P.facts().Calls[I];
                        return Call.Virtual || mayRemove(Call.Callee);
                      }) ||
         llvm::any_of(P.lambdasOf(F.Id),
                      [&](EntityId Lambda) { return mayRemove(Lambda); });
}

bool RemovalSearch::mayRemove(EntityId Function) {
  const bool Outermost = Seen.empty();
  if (!Seen.insert(Function).second)
    return false;
  const FunctionFact *F = P.function(Function);
  // A variable that is called may be anything.
  if (!F || !F->HasBody || F->CallsUnknown || Seen.size() > MaxFunctions ||
      P.facts().Entities[Function].Kind != EntityKind::Function)
    return true;
  if (llvm::any_of(P.usesIn(Function),
                   [&](uint32_t I) {
                     const UseFact &U = P.facts().Uses[I];
                     return U.isRemoval() || U.Op == MapOp::Unknown;
                   }) ||
      mayRemoveByOthers(*F))
    return true;
  if (!Outermost)
    return false;
  return endsObjects() ||
         llvm::any_of(P.facts().Escapes, [&](const EscapeFact &E) {
           return Seen.count(E.Function) != 0;
         });
}

/// A home-made table is emptied by other means than a map is.
static bool hasMaps(const ProgramFacts &P, EntityId Class) {
  return Class == NoEntity ||
         llvm::any_of(P.facts().Containers, [&](const ContainerFact &C) {
           return C.Owner != NoEntity && P.isA(Class, C.Owner) && holdsMap(C);
         });
}

void judgeRemovers(const ProgramFacts &P, std::vector<Finding> &Out) {
  for (const FunctionFact &F : P.facts().Functions)
    if (F.IsRemover && !F.IsVirtual && hasMaps(P, F.Owner) &&
        !RemovalSearch(P).mayRemove(F.Id))
      Out.push_back(findingAt(P, "unbounded-map", F.Id, "idle-remover",
                              quotedName(P, F.Id) +
                                  " is annotated as a remover, but removes "
                                  "nothing from any container"));
}

} // namespace mapwarden
