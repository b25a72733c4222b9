//===- ProgramReport.cpp - What the program's facts add to the checks -----===//
#include "CheckBase.h"
#include "Model/ProgramNames.h"

namespace clang::tidy::mapwarden {

std::string MapCheck::containerOf(const Finding &F,
                                  TUAnalysis &Analysis) const {
  const NamedDecl *D = Analysis.extraction().decl(F.Container);
  return D ? usrOf(D) : "";
}

/// The program knows a defect of \p Container that explains this one, and a
/// check that reports it is on.
bool MapCheck::isBetterKnown(StringRef Container, Confidence Sure) const {
  return !Container.empty() &&
         llvm::any_of(Shared->placed(*Program, *Unit).Findings,
                      [&](const PlacedFinding &F) {
                        return F.What->Container == Container &&
                               takesPrecedence(F.What->Rule, Rule) &&
                               F.What->Sure >= Sure &&
                               Tidy.isCheckEnabled("mapwarden-" + F.What->Rule);
                      });
}

void MapCheck::reportProgram(ArrayRef<Reported> Known) {
  const PlacedFindings &Placed = Shared->placed(*Program, *Unit);
  const SourceManager &Sources = Unit->getSourceManager();
  for (const PlacedFinding &F : Placed.Findings) {
    if (F.What->Rule != Rule || F.What->Sure < Level ||
        Sources.isInSystemHeader(F.Where) ||
        llvm::any_of(
            Known,
            [&](const Reported &R) {
              return Sources.getFileLoc(R.Where) == F.Where ||
                     (!R.Container.empty() && R.Container == F.What->Container);
            }))
      continue;
    diag(F.Where, "%0") << F.What->Message;
    for (const PlacedNote &Note : F.Notes)
      diag(Note.Where, "%0", DiagnosticIDs::Note) << Note.Text;
  }
  for (const auto &[Path, Count] : Placed.Lost) {
    std::string Text =
        "'" + Path + "' was edited after " + Facts + " was written, and " +
        std::to_string(Count) + (Count == 1 ? " finding" : " findings") +
        " of the program cannot be placed in it; write the facts again";
    if (Shared->isNews(Text))
      configurationDiag("%0") << Text;
  }
}

} // namespace clang::tidy::mapwarden
