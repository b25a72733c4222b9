//===- FixIts.h - Edits that compile ---------------------------*- C++ -*-===//
#ifndef MAPWARDEN_CHECKS_FIXITS_H
#define MAPWARDEN_CHECKS_FIXITS_H

#include "TUAnalysis.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/utils/IncludeInserter.h"

namespace clang::tidy::mapwarden {

using namespace ::mapwarden;

/// The edits of one fix-it. Any that cannot be made spoils them all: a half
/// applied fix-it does not compile.
class EditList {
public:
  void add(std::optional<FixItHint> Hint) {
    if (Hint)
      Hints.push_back(std::move(*Hint));
    else
      Spoiled = true;
  }
  bool empty() const { return Spoiled || Hints.empty(); }
  ArrayRef<FixItHint> hints() const {
    return Spoiled ? ArrayRef<FixItHint>() : ArrayRef<FixItHint>(Hints);
  }

private:
  llvm::SmallVector<FixItHint, 2> Hints;
  bool Spoiled = false;
};

/// What a check needs to build the fix-its of one finding: the AST behind the
/// facts, macro-safe edits, includes, notes. Edits of code that comes from a
/// macro are refused.
class FixContext {
public:
  FixContext(ClangTidyCheck &Check, const ASTContext &Context,
             TUAnalysis &Analysis, utils::IncludeInserter &Includes)
      : Check(Check), Context(Context), Analysis(Analysis), Includes(Includes) {
  }

  const ASTContext &context() const { return Context; }
  const SourceManager &sources() const { return Context.getSourceManager(); }
  const ProgramFacts &program() const { return Analysis.program(); }
  const TUFacts &facts() const { return Analysis.program().facts(); }
  const TypeModel &types() { return Analysis.extraction().types(); }
  PathResolver &paths() { return Analysis.extraction().paths(); }

  /// The expression finding \p F is about; null when it has none.
  const Stmt *stmt(const Finding &F) const;
  const NamedDecl *decl(EntityId Id) const;
  /// The innermost function of entity \p Id. Null when it is a template or
  /// part of one: its instantiations might need different edits.
  const FunctionDecl *function(EntityId Id) const;
  SourceLocation location(SiteId Id) const;
  bool isBefore(SourceLocation A, SourceLocation B) const;

  /// The source of \p S as written; none when any of it is from a macro.
  std::optional<std::string> source(const Stmt *S) const;
  std::optional<std::string> source(SourceRange Tokens) const;

  std::optional<FixItHint> replace(SourceRange Tokens, StringRef Text) const;
  /// Replaces what stands from the start of \p From up to the start of \p To.
  std::optional<FixItHint> replaceUpTo(SourceLocation From, SourceLocation To,
                                       StringRef Text) const;
  std::optional<FixItHint> insert(SourceLocation At, StringRef Text) const;
  /// A line of its own before \p S, or after it and its semicolon. Line breaks
  /// in \p Text are indented like \p S.
  std::optional<FixItHint> lineBefore(const Stmt *S, StringRef Text) const;
  std::optional<FixItHint> lineAfter(const Stmt *S, StringRef Text) const;
  /// Text at the start of \p Block, laid out like its first statement.
  std::optional<FixItHint> atStart(const CompoundStmt *Block,
                                   StringRef Text) const;
  /// Adds the include of \p Header ("<mapwarden/helpers.h>") to the file of
  /// \p Loc if it lacks it.
  void include(SourceLocation Loc, StringRef Header, EditList &Edits);

  /// Says \p Text on a note of its own, with edits that change behaviour.
  void offer(SourceLocation Loc, std::string Text,
             const EditList &Edits = EditList());
  /// Emits what was offered. Called once, after the warning.
  void emitNotes();

private:
  std::string indentation(SourceLocation Loc) const;
  std::string indented(StringRef Text, StringRef Indent) const;

  struct Offer {
    SourceLocation Loc;
    std::string Text;
    EditList Edits;
  };

  ClangTidyCheck &Check;
  const ASTContext &Context;
  TUAnalysis &Analysis;
  utils::IncludeInserter &Includes;
  std::vector<Offer> Offers;
};

} // namespace clang::tidy::mapwarden

#endif
