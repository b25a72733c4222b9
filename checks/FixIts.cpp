#include "FixIts.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::mapwarden {

//===--- From facts to the AST --------------------------------------------===//

const Stmt *FixContext::stmt(const Finding &F) const {
  return F.Use == ~0u ? nullptr : Analysis.extraction().useStmt(F.Use);
}

const NamedDecl *FixContext::decl(EntityId Id) const {
  return Analysis.extraction().decl(Id);
}

const FunctionDecl *FixContext::function(EntityId Id) const {
  const auto *F = dyn_cast_or_null<FunctionDecl>(decl(Id));
  if (!F || F->isDependentContext())
    return nullptr;
  for (const DeclContext *C = F; C; C = C->getParent()) {
    if (const auto *Outer = dyn_cast<FunctionDecl>(C);
        Outer && Outer->getTemplateInstantiationPattern())
      return nullptr;
    if (isa<ClassTemplateSpecializationDecl>(C))
      return nullptr;
  }
  return F;
}

SourceLocation FixContext::location(SiteId Id) const {
  return Id == NoSite ? SourceLocation() : Analysis.extraction().location(Id);
}

bool FixContext::isBefore(SourceLocation A, SourceLocation B) const {
  return sources().isBeforeInTranslationUnit(A, B);
}

//===--- Reading the source -----------------------------------------------===//

/// \p S or a part of it was written in a macro.
static bool touchesMacro(const Stmt *S) {
  if (!S)
    return false;
  if (S->getBeginLoc().isMacroID() || S->getEndLoc().isMacroID())
    return true;
  return llvm::any_of(S->children(), touchesMacro);
}

std::optional<std::string> FixContext::source(SourceRange Tokens) const {
  if (Tokens.isInvalid() || Tokens.getBegin().isMacroID() ||
      Tokens.getEnd().isMacroID())
    return std::nullopt;
  CharSourceRange Range = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(Tokens), sources(), Context.getLangOpts());
  if (Range.isInvalid())
    return std::nullopt;
  return Lexer::getSourceText(Range, sources(), Context.getLangOpts()).str();
}

std::optional<std::string> FixContext::source(const Stmt *S) const {
  if (!S || touchesMacro(S))
    return std::nullopt;
  return source(S->getSourceRange());
}

/// The blanks that the line of \p Loc starts with.
std::string FixContext::indentation(SourceLocation Loc) const {
  return Lexer::getIndentationForLine(Loc, sources()).str();
}

std::string FixContext::indented(StringRef Text, StringRef Indent) const {
  std::string Result;
  for (char C : Text) {
    Result += C;
    if (C == '\n')
      Result += Indent;
  }
  return Result;
}

//===--- Edits ------------------------------------------------------------===//

std::optional<FixItHint> FixContext::replace(SourceRange Tokens,
                                             StringRef Text) const {
  if (!source(Tokens))
    return std::nullopt;
  return FixItHint::CreateReplacement(Tokens, Text);
}

std::optional<FixItHint> FixContext::replaceUpTo(SourceLocation From,
                                                 SourceLocation To,
                                                 StringRef Text) const {
  if (From.isInvalid() || To.isInvalid() || From.isMacroID() ||
      To.isMacroID() || !isBefore(From, To))
    return std::nullopt;
  return FixItHint::CreateReplacement(CharSourceRange::getCharRange(From, To),
                                      Text);
}

std::optional<FixItHint> FixContext::insert(SourceLocation At,
                                            StringRef Text) const {
  if (At.isInvalid() || At.isMacroID())
    return std::nullopt;
  return FixItHint::CreateInsertion(At, Text);
}

std::optional<FixItHint> FixContext::lineBefore(const Stmt *S,
                                                StringRef Text) const {
  std::string Indent = indentation(S->getBeginLoc());
  return insert(S->getBeginLoc(), indented((Text + "\n").str(), Indent));
}

std::optional<FixItHint> FixContext::lineAfter(const Stmt *S,
                                               StringRef Text) const {
  if (touchesMacro(S))
    return std::nullopt;
  SourceLocation After = Lexer::findLocationAfterToken(
      S->getEndLoc(), tok::semi, sources(), Context.getLangOpts(),
      /*SkipTrailingWhitespaceAndNewLine=*/false);
  if (After.isInvalid() || After.isMacroID())
    return std::nullopt;
  // A comment behind the statement stays with it.
  StringRef Rest =
      StringRef(sources().getCharacterData(After)).take_until([](char C) {
        return C == '\n' || !C;
      });
  if (Rest.trim().empty() || Rest.trim().starts_with("//"))
    After = After.getLocWithOffset(Rest.rtrim("\r").size());
  std::string Indent = indentation(S->getBeginLoc());
  return insert(After, indented(("\n" + Text).str(), Indent));
}

std::optional<FixItHint> FixContext::atStart(const CompoundStmt *Block,
                                             StringRef Text) const {
  if (Block->body_empty() || Block->getLBracLoc().isMacroID() ||
      Block->body_front()->getBeginLoc().isMacroID())
    return std::nullopt;
  SourceLocation First = Block->body_front()->getBeginLoc();
  SourceLocation Inside = Block->getLBracLoc().getLocWithOffset(1);
  bool OneLine = sources().getSpellingLineNumber(First) ==
                 sources().getSpellingLineNumber(Inside);
  if (OneLine)
    return insert(Inside, (" " + Text).str());
  return insert(Inside, "\n" + indentation(First) + Text.str());
}

void FixContext::include(SourceLocation Loc, StringRef Header,
                         EditList &Edits) {
  FileID File = sources().getFileID(sources().getExpansionLoc(Loc));
  if (auto Hint = Includes.createIncludeInsertion(File, Header))
    Edits.add(Hint);
}

//===--- Notes ------------------------------------------------------------===//

void FixContext::offer(SourceLocation Loc, std::string Text,
                       const EditList &Edits) {
  Offers.push_back({Loc, std::move(Text), Edits});
}

void FixContext::emitNotes() {
  for (const Offer &O : Offers) {
    DiagnosticBuilder D = Check.diag(O.Loc, "%0", DiagnosticIDs::Note)
                          << O.Text;
    for (const FixItHint &H : O.Edits.hints())
      D << H;
  }
  Offers.clear();
}

} // namespace clang::tidy::mapwarden
