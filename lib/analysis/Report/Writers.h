//===- Writers.h - One writer per format, and what they share --*- C++ -*-===//
//
// Private to lib/analysis/Report.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_REPORT_WRITERS_H
#define MAPWARDEN_REPORT_WRITERS_H

#include "Report/Formats.h"
#include "llvm/Support/JSON.h"

namespace mapwarden {

void writeText(const Report &, llvm::raw_ostream &, const RenderOptions &);
void writeJson(const Report &, llvm::raw_ostream &, const RenderOptions &);
void writeSarif(const Report &, llvm::raw_ostream &, const RenderOptions &);
void writeHtml(const Report &, llvm::raw_ostream &, const RenderOptions &);
void writeGitLab(const Report &, llvm::raw_ostream &, const RenderOptions &);
void writeGitHub(const Report &, llvm::raw_ostream &, const RenderOptions &);
void writeJUnit(const Report &, llvm::raw_ostream &, const RenderOptions &);
void writeFactsOfProgram(const Report &, llvm::raw_ostream &,
                         const RenderOptions &);

/// True when the report speaks of \p F without being asked.
inline bool isShown(const ReportFinding &F) {
  return F.Suppressed.By == Suppression::None;
}

/// \p Bytes as valid UTF-8: what is not becomes U+FFFD.
std::string utf8(llvm::StringRef Bytes);

/// \p Path as the path part of a URI: all bytes outside RFC 3986's unreserved
/// set and '/' are percent-encoded, so that nothing is lost; an absolute path
/// becomes a file: URI.
std::string uriOf(llvm::StringRef Path);

/// \p Text on one line: control characters (line ends, escape sequences of
/// terminals) become "\n", "\x1b"…
std::string oneLine(llvm::StringRef Text);

/// The fields that JSON and the HTML report share.
void writeJsonBody(const Report &, llvm::json::OStream &);

} // namespace mapwarden

#endif
