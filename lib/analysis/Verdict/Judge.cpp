//===- Judge.cpp - All rules, and the precedences between them ------------===//
#include "Verdict/Finding.h"

namespace mapwarden {

namespace {
struct Rule {
  llvm::StringRef Id;
  RuleFunction Judge;
};
} // namespace

static const Rule Rules[] = {
#define RULE(Id, Function, ...) {Id, Function},
#include "Verdict/Rules.def"
};

/// One defect, one finding: where the first rule speaks about a container, at
/// least as surely, the second does not.
static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral>
    Precedences[] = {
        {"inner-map-never-cleared", "unbounded-map"},
        {"weak-map-never-pruned", "unbounded-map"},
        {"asymmetric-index", "unbounded-map"},
};

bool takesPrecedence(llvm::StringRef First, llvm::StringRef Second) {
  return llvm::any_of(Precedences, [&](const auto &Each) {
    return Each.first == First && Each.second == Second;
  });
}

static void applyPrecedence(std::vector<Finding> &Findings) {
  std::map<std::pair<EntityId, llvm::StringRef>, Confidence> Sure;
  for (const Finding &F : Findings) {
    auto [It, New] = Sure.insert({{F.Container, F.Rule}, F.Sure});
    if (!New)
      It->second = std::max(It->second, F.Sure);
  }
  llvm::erase_if(Findings, [&](const Finding &F) {
    return llvm::any_of(Precedences, [&](const auto &Each) {
      if (Each.second != F.Rule)
        return false;
      auto It = Sure.find({F.Container, Each.first});
      return It != Sure.end() && It->second >= F.Sure;
    });
  });
}

std::vector<Finding> judge(const ProgramFacts &Program) {
  std::vector<Finding> Findings;
  for (const Rule &R : Rules)
    R.Judge(Program, Findings);
  applyPrecedence(Findings);

  auto SamePlace = [&](SiteId A, SiteId B) {
    return !Program.before(A, B) && !Program.before(B, A);
  };
  // The surest wording comes first and is the one that stays.
  llvm::sort(Findings, [&](const Finding &A, const Finding &B) {
    if (!SamePlace(A.Where, B.Where))
      return Program.before(A.Where, B.Where);
    return std::tie(A.Rule, B.Sure, A.Message, A.Variant, A.Use) <
           std::tie(B.Rule, A.Sure, B.Message, B.Variant, B.Use);
  });
  auto Same = [&](const Finding &A, const Finding &B) {
    return A.Rule == B.Rule && SamePlace(A.Where, B.Where);
  };
  Findings.erase(llvm::unique(Findings, Same), Findings.end());
  return Findings;
}

} // namespace mapwarden
