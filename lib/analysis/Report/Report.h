//===- Report.h - What a run has to say, as plain strings ------*- C++ -*-===//
//
// The one input of all report formats. Everything is resolved: no format looks
// into facts, and none reads the clock.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_REPORT_REPORT_H
#define MAPWARDEN_REPORT_REPORT_H

#include "Verdict/Inventory.h"

namespace mapwarden {

/// A position; File is relative to the project's root where it lies in it.
struct Place {
  std::string File;
  uint32_t Line = 0, Column = 0; ///< From 1; 0: not known.
};

struct ReportNote {
  Place Where;
  std::string Text; ///< In the compiler's tone: "grows here".
};

/// A finding is left out of the exit code and of the text format when it is
/// suppressed; machine formats carry it with the reason.
struct Suppression {
  enum Source : uint8_t { None, InSource, Config, Baseline };
  Source By = None;
  std::string Reason; ///< What the user wrote, if anything.
};

/// The declaration a finding hangs on: it names the place in edited files.
struct FindingAnchor {
  enum Kind : uint8_t {
    None,
    Container, ///< The finding stands at the container's declaration.
    Function,  ///< The finding stands in the body of a function.
  };
  Kind Is = None;
  std::string USR, Name;
};

struct ReportFinding {
  std::string Rule; ///< "unbounded-map"
  Place Where;
  Confidence Sure = Confidence::Likely;
  std::string Message; ///< One sentence without the final period.
  std::vector<ReportNote> Notes;
  std::string Container; ///< Qualified name; may be empty.
  std::string Variant;   ///< Role within the rule: "dead-eviction"…
  /// 32 hex digits over rule, the container's USR and role: no line numbers,
  /// so moved and reformatted code keeps it. Equal ones are counted.
  std::string Fingerprint;
  Suppression Suppressed;
  std::string ContainerUSR; ///< May be empty.
  FindingAnchor Anchor;
};

struct ReportSite {
  Place Where;
  std::string Function; ///< Qualified name.
  std::string Op;       ///< "emplace", "operator[]"…
  std::string Grade;    ///< Of removals: "run-time", "no-caller"…
};

/// One object on the way from a root to a map.
struct ReportOwner {
  std::string Kind; ///< "static object", "member", "elements of", "map"…
  std::string Name; ///< Qualified.
  Place Where;
};

/// One row of the inventory; the fields of the documented JSON schema.
struct ReportMap {
  std::string Name, Owner, File;
  uint32_t Line = 0, Column = 0;
  std::string Type;
  std::string Storage;  ///< "field", "global", "static-member", "static-local",
                        ///< "thread-local", "main-local"
  std::string Lifetime; ///< "program", "session", "short", "unknown"
  std::string LifetimeWhy;
  std::vector<ReportOwner> Owners; ///< From the root object to the map itself.
  std::string Verdict;             ///< spelling(MapVerdict)
  std::string Confidence;
  std::string Reason;
  std::vector<ReportSite> Growth, Shrink;
  std::string Lock, Keys;
};

/// A translation unit that was not understood in full.
struct ReportProblem {
  std::string Source;
  bool Failed = false; ///< Else it was read with errors.
  std::string Text;
};

struct Report {
  std::string ToolVersion;
  std::vector<ReportFinding> Findings; ///< Sorted; suppressed ones included.
  /// Less sure than the level asked for. Only the format "facts" has them.
  std::vector<ReportFinding> BelowLevel;
  std::vector<ReportMap> Maps;         ///< Sorted by file and line.
  std::vector<ReportProblem> Problems; ///< Sorted by source.
  unsigned Units = 0;
};

/// Resolves findings and inventory of \p Program to strings. Shows findings of
/// \p Level and surer. Units and Problems are the caller's to fill.
/// O(facts + findings + maps × classes).
Report makeReport(const ProgramFacts &Program, llvm::ArrayRef<Finding> Findings,
                  llvm::ArrayRef<InventoryRow> Maps, Confidence Level);

} // namespace mapwarden

#endif
