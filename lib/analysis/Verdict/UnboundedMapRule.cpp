//===- UnboundedMapRule.cpp - unbounded-map -------------------------------===//
//
// A long-lived map that grows at run time and that nothing bounds. See
// docs/checks/unbounded-map.md for what bounds it.
//
//===----------------------------------------------------------------------===//
#include "Catalog/Names.h"
#include "Verdict/Annotations.h"
#include "Verdict/PartialRemoval.h"
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
    return P.isPartOfMain(U.Function) && !U.isGrowth() &&
           !(U.Context & (InLoop | BeforeLoop));
  });
}

/// `std::map<std::string, Handler>`: a program has as many functions as
/// somebody wrote, unless each insertion makes its key up.
static bool holdsCode(const ProgramFacts &P, const Candidate &X) {
  const llvm::StringRef Values = X.C.ValueType;
  if (!Values.contains("(*)") && !Values.contains("::*)") &&
      !Values.contains("function<"))
    return false;
  return llvm::none_of(X.Grows.Uses, [&](const ResolvedUse *R) {
    const UseFact &U = P.facts().Uses[R->Use];
    return U.Key.Fresh || (U.Context & KeyReturned);
  });
}

static bool isOfHeader(const ProgramFacts &P, EntityId Function) {
  const SiteId Decl = P.facts().Entities[Function].Decl;
  return Decl != NoSite &&
         isHeader(P.facts().Files[P.facts().Sites[Decl].File]);
}

/// `Status addAggregator(name, object)` of a header, which nothing in the
/// program calls: how many keys come is up to others. A memo's key is the
/// caller's, too, but it is looked up first.
static bool isFedFromOutside(const ProgramFacts &P, const Growth &G) {
  return P.facts().WholeProgram &&
         llvm::all_of(G.Uses, [&](const ResolvedUse *R) {
           const UseFact &U = P.facts().Uses[R->Use];
           const FunctionFact *F = P.function(P.hostOf(U.Function));
           return F && !F->IsMain && !F->AddressTaken && !F->IsVirtual &&
                  !F->ForeignCallers && U.Key.Domain == KeyDomain::Param &&
                  !(U.Context & AfterLookup) && P.callsTo(F->Id).empty() &&
                  isOfHeader(P, F->Id);
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
                   growsInSetupOnly(P, X.Grows) || holdsCode(P, X) ||
                   isFedFromOutside(P, X.Grows)
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

static std::optional<Finding> partialFinding(const ProgramFacts &P,
                                             const Candidate &X) {
  std::optional<PartialRemoval> R =
      partialRemoval(P, X.C, X.Depth, X.Grows, X.Shrinks);
  if (!R)
    return std::nullopt;
  Finding F = findingFor(P, X);
  F.Variant = "partial";
  F.Sure = R->Strong ? F.Sure : Confidence::Possible;
  F.Message = quotedName(P, X.C.Decl) + " grows with every new " +
              (X.C.Levels[X.Depth].Row.isSet() ? "element" : "key") +
              R->Wording;
  llvm::append_range(F.Notes, std::move(R->Notes));
  return F;
}

/// A whole program, be it of one file: all callers are in sight.
static bool isProgram(const ProgramFacts &P) {
  return P.facts().WholeProgram ||
         llvm::any_of(P.facts().Functions, [](const FunctionFact &F) {
           return F.IsMain && F.HasBody;
         });
}

/// `MAPWARDEN_BOUNDED_BY(64, "reap()")`, and nothing that would do it is in
/// sight. Who writes down that the keys are few is right all the same.
static std::optional<Finding> boundFinding(const ProgramFacts &P,
                                           const Candidate &X) {
  if (X.Shrinks.Best != ShrinkGrade::None)
    return std::nullopt;
  auto [Most, Who] = llvm::StringRef(X.C.BoundedBy).split(';');
  Finding F = findingFor(P, X);
  F.Variant = "bound-not-kept";
  F.Sure = Confidence::Possible;
  F.Message = quotedName(P, X.C.Decl) + " is annotated to hold at most " +
              Most.str() + " entries because of '" + Who.str() +
              "', but nothing erases from it and nothing tests its size";
  return F;
}

void judgeUnboundedMap(const ProgramFacts &P, std::vector<Finding> &Out) {
  const bool Program = isProgram(P);
  judgeRemovers(P, Out);
  for (const ContainerFact &C : P.facts().Containers) {
    if (!mayGrowForEver(P, C))
      continue;
    std::optional<Candidate> X = candidateOf(P, C);
    if (!X)
      continue;
    const bool Bounded = isBounded(P, C, X->Depth, X->Grows, X->Shrinks);
    std::optional<Finding> F;
    if (!Bounded)
      F = C.BoundedBy.empty() ? findingFor(P, *X) : boundFinding(P, *X);
    else if (Program && C.BoundedBy.empty())
      F = partialFinding(P, *X);
    if (F)
      Out.push_back(std::move(*F));
  }
}

} // namespace mapwarden
