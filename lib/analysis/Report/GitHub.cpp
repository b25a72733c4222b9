//===- GitHub.cpp - Annotations of a GitHub workflow ----------------------===//
//
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
//
//===----------------------------------------------------------------------===//
#include "Report/Writers.h"

namespace mapwarden {

/// The runner undoes this; a property also ends at ':' and ','.
static std::string escaped(llvm::StringRef Text, bool IsProperty) {
  std::string Out;
  for (char C : Text) {
    if (C == '%')
      Out += "%25";
    else if (C == '\r')
      Out += "%0D";
    else if (C == '\n')
      Out += "%0A";
    else if (IsProperty && C == ':')
      Out += "%3A";
    else if (IsProperty && C == ',')
      Out += "%2C";
    else
      Out += C;
  }
  return Out;
}

static void writeCommand(llvm::StringRef Command, const Place &At,
                         llvm::StringRef Title, llvm::StringRef Text,
                         llvm::raw_ostream &OS) {
  OS << "::" << Command << ' ';
  if (!At.File.empty())
    OS << "file=" << escaped(utf8(At.File), true) << ',';
  if (At.Line)
    OS << "line=" << At.Line << ',';
  if (At.Line && At.Column)
    OS << "col=" << At.Column << ',';
  OS << "title=" << escaped(utf8(Title), true)
     << "::" << escaped(utf8(Text), false) << '\n';
}

static std::string textOf(const ReportFinding &F) {
  std::string Out = oneLine(F.Message);
  for (const ReportNote &N : F.Notes) {
    Out += "\n";
    if (!N.Where.File.empty())
      Out += oneLine(N.Where.File) + ":" + std::to_string(N.Where.Line) + ": ";
    Out += oneLine(N.Text);
  }
  return Out;
}

void writeGitHub(const Report &R, llvm::raw_ostream &OS,
                 const RenderOptions &) {
  for (const ReportFinding &F : R.Findings)
    if (isShown(F))
      writeCommand(F.Sure == Confidence::Possible ? "notice" : "warning",
                   F.Where, "mapwarden-" + F.Rule, textOf(F), OS);
  for (const ReportProblem &P : R.Problems)
    writeCommand(P.Failed ? "error" : "warning", {P.Source, 0, 0},
                 P.Failed ? "mapwarden could not analyse this file"
                          : "mapwarden analysed this file with errors",
                 oneLine(P.Text), OS);
}

} // namespace mapwarden
