//===- FixIts.h - Edits that compile ---------------------------*- C++ -*-===//
#ifndef MAPWARDEN_CHECKS_FIXITS_H
#define MAPWARDEN_CHECKS_FIXITS_H

#include "Extract/TUAnalysis.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/utils/IncludeInserter.h"

namespace clang::tidy::mapwarden {

using namespace ::mapwarden;

/// What a check needs to build the fix-its of one finding: the AST behind the
/// facts, macro-safe edits, includes.
class FixContext {
public:
  FixContext(ClangTidyCheck &Check, const ASTContext &Context,
             TUAnalysis &Analysis, utils::IncludeInserter &Includes)
      : Check(Check), Context(Context), Analysis(Analysis),
        Includes(Includes) {}

  const ASTContext &context() const { return Context; }
  TUAnalysis &analysis() { return Analysis; }
  const TUFacts &facts() const { return Analysis.program().facts(); }

  /// The expression finding \p F is about; null when it has none.
  const Stmt *stmt(const Finding &F) const;

  /// The source of \p E as written; none when a macro is in the way.
  std::optional<std::string> source(const Stmt *S) const;
  /// Replaces \p S; none when a macro is in the way.
  std::optional<FixItHint> replace(const Stmt *S, StringRef Text) const;
  /// Inserts the include of runtime header \p Name ("helpers.h") into the file
  /// of \p Loc, if it lacks it.
  std::optional<FixItHint> include(SourceLocation Loc, StringRef Name);

  /// Offers \p Hints on a note of its own: they change behaviour.
  void offer(SourceLocation Loc, std::string Text,
             llvm::SmallVector<FixItHint, 2> Hints = {});
  /// Emits what was offered. Called once, after the warning.
  void emitNotes();

private:
  struct Offer {
    SourceLocation Loc;
    std::string Text;
    llvm::SmallVector<FixItHint, 2> Hints;
  };

  ClangTidyCheck &Check;
  const ASTContext &Context;
  TUAnalysis &Analysis;
  utils::IncludeInserter &Includes;
  std::vector<Offer> Offers;
};

} // namespace clang::tidy::mapwarden

#endif
