//===- Rules.h - What reports say about the rules --------------*- C++ -*-===//
#ifndef MAPWARDEN_REPORT_RULES_H
#define MAPWARDEN_REPORT_RULES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace mapwarden {

/// One rule: Verdict/Rules.def joined, at build time, with its page.
struct RuleInfo {
  llvm::StringRef Id;        ///< "unbounded-map"
  llvm::StringRef Precision; ///< "very-high", "high", "medium", "low"
  llvm::StringRef Security;  ///< "7.0"; empty: not a security matter.
  unsigned CWE;
  llvm::StringRef Summary; ///< One sentence, with its period.
  llvm::StringRef Why;     ///< What the defect costs, without markup.
  llvm::StringRef Page;    ///< docs/checks/<Id>.md, Markdown.
};

/// All rules, sorted by id.
llvm::ArrayRef<RuleInfo> ruleTable();

/// The rule named \p Id ("unbounded-map"; "mapwarden-unbounded-map" is the
/// same); null when there is none.
const RuleInfo *findRule(llvm::StringRef Id);

} // namespace mapwarden

#endif
