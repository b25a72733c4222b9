//===- Baseline.h - Findings that are known and may stay -------*- C++ -*-===//
#ifndef MAPWARDEN_REPORT_BASELINE_H
#define MAPWARDEN_REPORT_BASELINE_H

#include "Report/Report.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace mapwarden {

/// A fingerprint and how many findings with it are known. The other fields are
/// for the people who read the file.
struct BaselineEntry {
  std::string Fingerprint, Rule, Container, Message;
  std::string Reason; ///< Why it may stay; written by hand, kept by update.
  unsigned Count = 1;
};

/// The contents of a baseline file, sorted by rule, container and fingerprint.
struct Baseline {
  std::vector<BaselineEntry> Entries;
};

/// A baseline of all findings of \p R but those that the source or the
/// configuration suppresses: `baseline create`.
Baseline createBaseline(const Report &R);

/// As createBaseline(\p R), but entries of \p Old that still hold keep their
/// message and reason: `baseline update`. An error when a translation unit was
/// not analysed, or with errors, because findings would be lost.
llvm::Expected<Baseline> updateBaseline(const Baseline &Old, const Report &R);

/// \p Old without what is stale; nothing is added: `baseline prune`. An error
/// when a translation unit was not analysed, or with errors.
llvm::Expected<Baseline> pruneBaseline(const Baseline &Old, const Report &R);

/// Suppresses those findings of \p R that \p B knows, at most as many of a
/// fingerprint as it counts, in the report's order. Returns what is stale:
/// entries with the number of findings that are no longer there; when a
/// translation unit was not analysed, the findings may merely be out of sight.
/// O((entries + findings) log entries).
std::vector<BaselineEntry> applyBaseline(const Baseline &B, Report &R);

/// Reads what writeBaseline() wrote. Errors name \p File, the entry and the way
/// out.
llvm::Expected<Baseline> parseBaseline(llvm::StringRef Text,
                                       llvm::StringRef File);

/// JSON, one field per line, so that version control can merge it.
void writeBaseline(const Baseline &B, llvm::raw_ostream &OS);

} // namespace mapwarden

#endif
