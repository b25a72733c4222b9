//===- UnboundedMapRule.cpp - unbounded-map -------------------------------===//
//
// A long-lived map that grows at run time and that nothing bounds. See
// docs/checks/unbounded-map.md for what bounds it.
//
//===----------------------------------------------------------------------===//
#include "Verdict/Evidence.h"
#include "Verdict/RuleSupport.h"

namespace mapwarden {
namespace {

/// One container under judgement.
struct Candidate {
  const ContainerFact &C;
  uint8_t Depth; ///< The outermost level that grows without a natural limit.
  Growth Grows;
  Shrinkage Shrinks;
};

} // namespace

/// Levels with few keys and sequences around the map are shards of it.
static std::optional<Candidate> candidateOf(const ProgramFacts &P,
                                            const ContainerFact &C) {
  for (uint8_t Depth = 0; Depth < C.Levels.size(); ++Depth) {
    if (C.Levels[Depth].Row.Bounded) // What it evicts takes the rest along.
      return std::nullopt;
    if (!C.Levels[Depth].Row.isAssociative() || C.Levels[Depth].KeysFixed)
      continue;
    Growth G = growthOf(P, C, Depth);
    if (!G.Uses.empty())
      return Candidate{C, Depth, std::move(G), shrinkageOf(P, C, 0, Depth)};
  }
  return std::nullopt;
}

/// The functions with removals of the best grade: `'expireStale'`.
static std::vector<std::string> namesOf(const ProgramFacts &P,
                                        const Shrinkage &S) {
  std::vector<std::string> Names;
  for (auto [R, Grade] : S.Uses) {
    if (Grade != S.Best)
      continue;
    EntityId Function = P.hostOf(P.facts().Uses[R->Use].Function);
    std::string Name = quotedName(P, Function);
    if (!llvm::is_contained(Names, Name))
      Names.push_back(std::move(Name));
  }
  return Names;
}

static bool allInDestructors(const ProgramFacts &P, const Shrinkage &S) {
  return llvm::all_of(S.Uses, [&](const auto &Entry) {
    EntityId Function = P.facts().Uses[Entry.first->Use].Function;
    const FunctionFact *F = P.function(P.hostOf(Function));
    return Entry.second != ShrinkGrade::TearDown || (F && F->IsDestructor);
  });
}

/// What comes after "'m' grows with every new key", and the variant's name.
static std::pair<std::string, llvm::StringRef> wordingOf(const ProgramFacts &P,
                                                         const Shrinkage &S) {
  const std::vector<std::string> Names = namesOf(P, S);
  const bool Single = Names.size() == 1;
  switch (S.Best) {
  case ShrinkGrade::CannotRun:
    return {Single ? "; the only eviction, in " + Names[0] + ", cannot run"
                   : "; none of its evictions can run",
            "cannot-run"};
  case ShrinkGrade::NoCaller:
    return {Single ? "; the only eviction, " + Names[0] + ", has no caller"
                   : "; none of its evictions has a caller",
            "dead-eviction"};
  case ShrinkGrade::StartUp:
    return {" and entries are only removed before the program starts to serve",
            "start-up-only"};
  case ShrinkGrade::TearDown:
    if (allInDestructors(P, S))
      return {" and entries are only removed when its owner is destroyed",
              "teardown-only"};
    return {Single ? " and entries are only removed in " + Names[0]
                   : " and entries are only removed at the end",
            "teardown-only"};
  case ShrinkGrade::None:
  case ShrinkGrade::RunTime:
    break;
  }
  return {" and nothing ever erases from it", "never-erased"};
}

/// `std::map<…> words; while (…) ++words[word]; print(words);` in main: what a
/// batch program computes.
static bool isResultOfMain(const ProgramFacts &P, const ContainerFact &C) {
  if (C.Kept != Storage::MainLocal)
    return false;
  return llvm::any_of(P.uses(C.Decl), [&](const ResolvedUse &R) {
    const UseFact &U = P.facts().Uses[R.Use];
    const FunctionFact *F = P.function(U.Function);
    return F && F->IsMain && !U.isGrowth() &&
           !(U.Context & (InLoop | BeforeLoop));
  });
}

/// All growth is in functions that sound like set-up and take no key.
static bool growsInSetupOnly(const ProgramFacts &P, const Growth &G) {
  return llvm::all_of(G.Uses, [&](const ResolvedUse *R) {
    const FunctionFact *F =
        P.function(P.hostOf(P.facts().Uses[R->Use].Function));
    return F && F->SetupName;
  });
}

static Finding findingFor(const ProgramFacts &P, const Candidate &X) {
  const bool Session = P.lifetime(X.C).Lives != Life::Program;
  const bool Set = X.C.Levels[X.Depth].Row.isSet();
  auto [Wording, Variant] = wordingOf(P, X.Shrinks);
  Finding F;
  F.Rule = "unbounded-map";
  F.Where = P.facts().Entities[X.C.Decl].Decl;
  F.Container = X.C.Decl;
  F.Variant = Variant.str();
  F.Sure = Session || X.Grows.SmallKeys || isResultOfMain(P, X.C) ||
                   growsInSetupOnly(P, X.Grows)
               ? Confidence::Possible
               : Confidence::Likely;
  F.Message = quotedName(P, X.C.Decl) + " grows with every new " +
              (Set ? "element" : "key") + Wording;
  addGrowthNotes(P, X.Grows, F);
  addShrinkNotes(P, X.Shrinks, F);
  addNulledNotes(P, {X.C.Decl, X.Depth}, F);
  addLifetimeNote(P, X.C, F);
  return F;
}

/// Removals at run time that ask for a key, and nothing else that bounds it:
/// entries whose key nobody asks for stay.
static bool isRemovedByKeyOnly(const ProgramFacts &P, const Candidate &X) {
  const Shrinkage &S = X.Shrinks;
  if (S.Best != ShrinkGrade::RunTime || S.Unclear || X.Grows.SizeGuarded ||
      !P.sizeTests(X.C.Decl, X.Depth).empty() ||
      !P.escapes(X.C.Decl, X.Depth).empty())
    return false;
  std::set<EntityId> LooksUp;
  for (const ResolvedUse &R : P.uses(X.C.Decl)) {
    const UseFact &Use = P.facts().Uses[R.Use];
    if (Use.Op == MapOp::Lookup)
      LooksUp.insert(Use.Function);
  }
  // What is erased by an iterator that no look-up gave was chosen otherwise.
  return llvm::all_of(S.Uses, [&](const auto &Entry) {
    const UseFact &Use = P.facts().Uses[Entry.first->Use];
    return Entry.second != ShrinkGrade::RunTime ||
           (!emptiesAll(Use) &&
            (!Use.ByIterator || LooksUp.count(Use.Function)));
  });
}

/// `if (auto it = cache_.find(k); it != end()) …; cache_[k] = compute(k);`:
/// what is there can be made again, so a keyed removal serves those entries
/// that change, not the size.
static bool isMemo(const ProgramFacts &P, const Candidate &X) {
  const std::string Name = P.name(X.C.Decl).lower();
  const std::string Type = llvm::StringRef(X.C.Type).lower();
  auto Says = [&](llvm::StringRef Word) {
    return llvm::StringRef(Name).contains(Word) ||
           llvm::StringRef(Type).contains(Word);
  };
  if (!Says("cache") && !Says("memo"))
    return false;
  return llvm::all_of(X.Grows.Uses, [&](const ResolvedUse *R) {
    return (P.facts().Uses[R->Use].Context & AfterLookup) != 0;
  });
}

/// All removals, those at the end of its owner included, stand in one function:
/// an entry that does not come to that end stays.
static bool isOnlyEnding(const ProgramFacts &P, const Candidate &X) {
  std::set<EntityId> Functions;
  for (const auto &[R, Grade] : X.Shrinks.Uses)
    if (Grade > ShrinkGrade::NoCaller)
      Functions.insert(P.hostOf(P.facts().Uses[R->Use].Function));
  return Functions.size() == 1;
}

static std::optional<Finding> partialFinding(const ProgramFacts &P,
                                             const Candidate &X) {
  if (!isRemovedByKeyOnly(P, X))
    return std::nullopt;
  const bool Memo = isMemo(P, X);
  if (!Memo && !isOnlyEnding(P, X))
    return std::nullopt;
  Finding F = findingFor(P, X);
  F.Variant = "partial";
  F.Sure = Memo ? F.Sure : Confidence::Possible;
  F.Message =
      quotedName(P, X.C.Decl) + " grows with every new " +
      (X.C.Levels[X.Depth].Row.isSet() ? "element" : "key") +
      (Memo ? ", and only the keys that somebody asks to remove leave it"
            : ", and only one way to end removes a key; others leave it");
  return F;
}

void judgeUnboundedMap(const ProgramFacts &P, std::vector<Finding> &Out) {
  for (const ContainerFact &C : P.facts().Containers) {
    if (!mayLeak(P, C))
      continue;
    std::optional<Candidate> X = candidateOf(P, C);
    if (!X)
      continue;
    if (!isBounded(P, C, X->Depth, X->Grows, X->Shrinks))
      Out.push_back(findingFor(P, *X));
    else if (P.facts().WholeProgram)
      if (std::optional<Finding> F = partialFinding(P, *X))
        Out.push_back(std::move(*F));
  }
}

} // namespace mapwarden
