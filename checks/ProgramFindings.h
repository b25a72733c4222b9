//===- ProgramFindings.h - What the whole program knows --------*- C++ -*-===//
#ifndef MAPWARDEN_CHECKS_PROGRAMFINDINGS_H
#define MAPWARDEN_CHECKS_PROGRAMFINDINGS_H

#include "Report/ProgramFile.h"
#include "clang/AST/ASTContext.h"

namespace clang::tidy::mapwarden {

using namespace ::mapwarden;

/// The findings of a program that `mapwarden analyze --format=facts` wrote.
struct ProgramFindings {
  ProgramFile Program;
  std::string Root; ///< Absolute.

  /// \returns an error that names \p Path and the way out.
  static llvm::Expected<ProgramFindings> load(StringRef Path);
};

struct PlacedNote {
  SourceLocation Where;
  std::string Text;
};

/// A finding in a file of the translation unit.
struct PlacedFinding {
  const ProgramFinding *What;
  SourceLocation Where;
  std::vector<PlacedNote> Notes;
};

/// The findings in the files of one translation unit. A file that is as it was
/// has them where they were; in one that was edited since, they are looked for
/// by the declaration they hang on and the text of their line.
class PlacedFindings {
public:
  PlacedFindings(const ProgramFindings &From, ASTContext &Context);

  std::vector<PlacedFinding> Findings;
  /// Edited files, and how many findings were not found again in each.
  std::map<std::string, unsigned> Lost;
};

} // namespace clang::tidy::mapwarden

#endif
