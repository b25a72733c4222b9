//===- MapCheck.h - What all checks share ----------------------*- C++ -*-===//
#ifndef MAPWARDEN_CHECKS_CHECKBASE_H
#define MAPWARDEN_CHECKS_CHECKBASE_H

#include "FixIts.h"
#include "ProgramFindings.h"
#include "TUAnalysis.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/utils/IncludeInserter.h"
#include <utility>

namespace clang::tidy::mapwarden {

using namespace ::mapwarden;

/// The analysis of the translation unit at hand, made once for all checks.
class SharedAnalysis {
public:
  /// Analyses \p Context on the first call for it.
  TUAnalysis &of(const ASTContext &Context, const Catalog &Rows,
                 const AnalysisOptions &Options);
  /// The catalogue with the user's rows; loads the file \p Config once.
  /// \returns null after it has set \p Error.
  const Catalog *catalog(StringRef Config, std::string &Error);
  /// What the program's facts file \p Path knows; loads it once.
  /// \returns null after it has set \p Error, and when \p Path is empty.
  const ProgramFindings *program(StringRef Path, std::string &Error);
  /// Those of its findings that stand in files of \p Context.
  const PlacedFindings &placed(const ProgramFindings &Program,
                               ASTContext &Context);
  /// True the first time it is asked: an error is told once.
  bool isNews(StringRef Message) { return Told.insert(Message).second; }
  /// True for the first check that asks in a translation unit: one search for
  /// declared maps serves all.
  bool claimSearch() { return !std::exchange(Searching, true); }
  void foundMap() { Found = true; }
  bool hasMaps() const { return Found; }
  /// Prepares for the next translation unit.
  void forget() {
    Analysis.reset();
    Placed.reset();
    Found = Searching = false;
  }

private:
  bool Searching = false, Found = false;
  const ASTContext *Analysed = nullptr;
  std::unique_ptr<TUAnalysis> Analysis;
  struct LoadedCatalog {
    std::unique_ptr<Catalog> Rows;
    std::string Error;
  };
  llvm::StringMap<LoadedCatalog> Catalogs; ///< By the path of the user's file.
  struct LoadedProgram {
    std::unique_ptr<ProgramFindings> Findings;
    std::string Error;
  };
  llvm::StringMap<LoadedProgram> Programs; ///< By path.
  std::unique_ptr<PlacedFindings> Placed;
  llvm::StringSet<> Told;
};

/// A check of the module: its matcher looks for declared maps; the first hit
/// hands the translation unit to the model, and the findings of the check's
/// rule are reported when the unit ends.
class MapCheck : public ClangTidyCheck {
public:
  MapCheck(StringRef Name, ClangTidyContext *Context,
           std::shared_ptr<SharedAnalysis> Shared);

  bool isLanguageVersionSupported(const LangOptions &Lang) const override {
    return Lang.CPlusPlus;
  }
  void registerPPCallbacks(const SourceManager &SM, Preprocessor *PP,
                           Preprocessor *ModuleExpander) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onStartOfTranslationUnit() override;
  void onEndOfTranslationUnit() override;
  void storeOptions(ClangTidyOptions::OptionMap &Options) override;

protected:
  /// Adds fix-its for \p F: safe ones to the warning \p D, those that need a
  /// look to notes of their own.
  virtual void fix(const Finding &F, FixContext &Fix, DiagnosticBuilder &D) = 0;

private:
  /// What was reported, as far as it may be known to the program, too.
  struct Reported {
    SourceLocation Where;
    std::string Container; ///< USR, of findings at the declaration.
  };
  std::vector<Reported> reportUnit();
  void reportProgram(ArrayRef<Reported> Known);
  bool report(const Finding &F, TUAnalysis &Analysis);
  bool isReported(const Finding &F) const;
  bool isBetterKnown(StringRef Container, Confidence Sure) const;
  std::string containerOf(const Finding &F, TUAnalysis &Analysis) const;
  const Catalog *catalog(std::string &Error);

  const ClangTidyContext &Tidy;
  std::shared_ptr<SharedAnalysis> Shared;
  StringRef Rule;
  Confidence Level;
  OptionsView SharedOptions; ///< Spelled `mapwarden.<Name>`: for all checks.
  std::string Config;
  std::string InitFunctions;
  std::string Facts;
  utils::IncludeInserter Includes;
  ASTContext *Unit = nullptr;
  const ProgramFindings *Program = nullptr;
  bool ConfigReported = false;
};

#define MAPWARDEN_CHECK(Id, Class, OffersFix, Summary)                         \
  std::unique_ptr<ClangTidyCheck> make##Class(                                 \
      StringRef Name, ClangTidyContext *Context,                               \
      std::shared_ptr<SharedAnalysis> Shared);
#include "Checks.def"
#undef MAPWARDEN_CHECK

} // namespace clang::tidy::mapwarden

#endif
