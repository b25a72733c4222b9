//===- Diff.h - What changed between two reports ---------------*- C++ -*-===//
#ifndef MAPWARDEN_REPORT_DIFF_H
#define MAPWARDEN_REPORT_DIFF_H

#include "Report/Report.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace mapwarden {

/// What a report file tells of a finding.
struct FindingRecord {
  std::string Fingerprint, Rule;
  Place Where;
  std::string Message, Container;
};

/// The findings of \p R that are not suppressed, in its order.
std::vector<FindingRecord> recordsOf(const Report &R);

/// Reads the findings that are not suppressed from a JSON or SARIF report of
/// mapwarden; which of them it is shows. Errors name \p File and the finding.
llvm::Expected<std::vector<FindingRecord>> readFindings(llvm::StringRef Text,
                                                        llvm::StringRef File);

struct FindingDiff {
  std::vector<FindingRecord> Introduced; ///< Of the head.
  std::vector<FindingRecord> Fixed;      ///< Of the base.
  std::vector<FindingRecord> Unchanged;  ///< As the head has them.
};

/// The difference of two multisets of fingerprints, in the order of the inputs.
/// Of several findings with one fingerprint, those that stand at the same place
/// are taken for the same. O(n log n).
FindingDiff diffFindings(llvm::ArrayRef<FindingRecord> Base,
                         llvm::ArrayRef<FindingRecord> Head);

/// As text: one line per introduced (+) and fixed (-) finding, and one that
/// counts: "1 introduced, 2 fixed, 14 unchanged".
void writeDiff(const FindingDiff &D, llvm::raw_ostream &OS);
/// As JSON: {"introduced": […], "fixed": […], "unchanged": […]}.
void writeDiffJson(const FindingDiff &D, llvm::raw_ostream &OS);

} // namespace mapwarden

#endif
