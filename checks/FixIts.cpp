#include "FixIts.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::mapwarden {

const Stmt *FixContext::stmt(const Finding &F) const {
  return F.Use == ~0u ? nullptr : Analysis.extraction().useStmt(F.Use);
}

static CharSourceRange writtenRange(const Stmt *S, const ASTContext &Context) {
  return Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(S->getSourceRange()),
      Context.getSourceManager(), Context.getLangOpts());
}

std::optional<std::string> FixContext::source(const Stmt *S) const {
  if (!S || S->getBeginLoc().isMacroID() || S->getEndLoc().isMacroID())
    return std::nullopt;
  CharSourceRange Range = writtenRange(S, Context);
  if (Range.isInvalid())
    return std::nullopt;
  return Lexer::getSourceText(Range, Context.getSourceManager(),
                              Context.getLangOpts())
      .str();
}

std::optional<FixItHint> FixContext::replace(const Stmt *S,
                                             StringRef Text) const {
  if (!S || S->getBeginLoc().isMacroID() || S->getEndLoc().isMacroID())
    return std::nullopt;
  CharSourceRange Range = writtenRange(S, Context);
  if (Range.isInvalid())
    return std::nullopt;
  return FixItHint::CreateReplacement(Range, Text);
}

std::optional<FixItHint> FixContext::include(SourceLocation Loc,
                                             StringRef Name) {
  const SourceManager &SM = Context.getSourceManager();
  return Includes.createIncludeInsertion(
      SM.getFileID(SM.getExpansionLoc(Loc)), ("<mapwarden/" + Name + ">").str());
}

void FixContext::offer(SourceLocation Loc, std::string Text,
                       llvm::SmallVector<FixItHint, 2> Hints) {
  Offers.push_back({Loc, std::move(Text), std::move(Hints)});
}

void FixContext::emitNotes() {
  for (const Offer &O : Offers) {
    DiagnosticBuilder D =
        Check.diag(O.Loc, "%0", DiagnosticIDs::Note) << O.Text;
    for (const FixItHint &H : O.Hints)
      D << H;
  }
  Offers.clear();
}

} // namespace clang::tidy::mapwarden
