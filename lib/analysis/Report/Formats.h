//===- Formats.h - A report as text, JSON, SARIF, HTML… --------*- C++ -*-===//
#ifndef MAPWARDEN_REPORT_FORMATS_H
#define MAPWARDEN_REPORT_FORMATS_H

#include "Report/Report.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <functional>
#include <optional>

namespace mapwarden {

enum class Format : uint8_t {
  Text,
  Json,
  Sarif,
  Html,
  GitLab,
  GitHub,
  JUnit,
  Facts, ///< Of the program; for the clang-tidy module. See ProgramFile.h.
};

/// "text", "json", "sarif", "html", "gitlab", "github", "junit" or "facts"; an
/// error that lists these for any other name.
llvm::Expected<Format> parseFormat(llvm::StringRef Name);
llvm::StringRef spelling(Format F);

/// One line of a source file, without its end; none when there is no such file
/// or line. \p File is as in Place, \p Line counts from 1.
using SourceLines = std::function<std::optional<std::string>(
    llvm::StringRef File, uint32_t Line)>;

/// What the formats may need besides the report. The defaults are good for a
/// file: no colours, nothing that differs between two runs.
struct RenderOptions {
  bool Colors = false; ///< Text only: ANSI escape sequences.
  /// Text only: the last line says how many there were.
  bool Summary = true;
  /// For the summary: units that came from the cache; no word of it when none.
  unsigned CachedUnits = 0;
  /// For the excerpts of HTML, and to count SARIF's columns in characters
  /// (without it, they are taken for those of ASCII lines).
  SourceLines Source;
  /// For facts: digestOfContent() of a file; none when it cannot be read.
  std::function<std::optional<uint64_t>(llvm::StringRef File)> Digest;
  /// For facts: the project's root, relative to the folder of the output.
  std::string Root;
  /// Where the pages of the rules are; "<id>.md" is appended.
  std::string DocsBase = "https://mapwarden.example/docs/checks/";
};

/// Writes \p R as \p F to \p OS. The same report and options give the same
/// bytes. O(report), plus the excerpts' lines.
void writeReport(const Report &R, Format F, llvm::raw_ostream &OS,
                 const RenderOptions &Options = {});

/// "2 findings in 167 TUs (160 cached), 412 maps: 396 bounded, 7 unknown",
/// without the end of line. Suppressed findings are counted apart.
std::string summaryOf(const Report &R, unsigned CachedUnits = 0);

/// "proved", "likely", "possible".
llvm::StringRef spelling(Confidence C);
/// "none", "in-source", "config", "baseline".
llvm::StringRef spelling(Suppression::Source S);

} // namespace mapwarden

#endif
