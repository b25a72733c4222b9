#include "CheckBase.h"
#include "Model/Matchers.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang::ast_matchers;

namespace clang::tidy {

template <> struct OptionEnumMapping<::mapwarden::Confidence> {
  static ArrayRef<std::pair<::mapwarden::Confidence, StringRef>>
  getEnumMapping() {
    using ::mapwarden::Confidence;
    static constexpr std::pair<Confidence, StringRef> Names[] = {
        {Confidence::Possible, "possible"},
        {Confidence::Likely, "likely"},
        {Confidence::Proved, "proved"}};
    return Names;
  }
};

} // namespace clang::tidy

namespace clang::tidy::mapwarden {

namespace {
/// The first hit is enough; the types of later declarations are not looked at.
AST_MATCHER_P(Decl, isStillSought, const SharedAnalysis *, Shared) {
  return !Shared->hasMaps();
}
} // namespace

/// Where \p Config is: beside a `.clang-tidy` file in a folder above
/// \p MainFile, the nearest first; else in the working directory.
static std::string configPath(StringRef Config, StringRef MainFile) {
  namespace path = llvm::sys::path;
  namespace fs = llvm::sys::fs;
  if (Config.empty() || path::is_absolute(Config))
    return Config.str();
  SmallString<256> Source(MainFile);
  fs::make_absolute(Source);
  path::remove_dots(Source, /*remove_dot_dot=*/true);
  for (StringRef Folder = path::parent_path(Source); !Folder.empty();
       Folder = path::parent_path(Folder)) {
    SmallString<256> Options(Folder), Result(Folder);
    path::append(Options, ".clang-tidy");
    path::append(Result, Config);
    if (fs::exists(Options) && fs::exists(Result))
      return Result.str().str();
  }
  SmallString<256> Result(Config);
  fs::make_absolute(Result);
  return Result.str().str();
}

const Catalog *MapCheck::catalog(std::string &Error) {
  return Shared->catalog(configPath(Config, getCurrentMainFile()), Error);
}

MapCheck::MapCheck(StringRef Name, ClangTidyContext *Context,
                   std::shared_ptr<SharedAnalysis> Shared)
    : ClangTidyCheck(Name, Context), Tidy(*Context), Shared(std::move(Shared)),
      Rule(Name), Level(Options.getLocalOrGlobal("Level", Confidence::Likely)),
      SharedOptions("mapwarden", Context->getOptions().CheckOptions, Context),
      Config(SharedOptions.get("Config", "")),
      InitFunctions(SharedOptions.get("InitFunctions", "")),
      Facts(SharedOptions.get("Facts", "")),
      Includes(Options.getLocalOrGlobal("IncludeStyle",
                                        utils::IncludeSorter::IS_LLVM),
               areDiagsSelfContained()) {
  Rule.consume_front("mapwarden-");
}

void MapCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  Options.store(Opts, "Level", Level);
  Options.store(Opts, "IncludeStyle", Includes.getStyle());
  SharedOptions.store(Opts, "Config", Config);
  SharedOptions.store(Opts, "InitFunctions", InitFunctions);
  SharedOptions.store(Opts, "Facts", Facts);
}

void MapCheck::registerPPCallbacks(const SourceManager &SM, Preprocessor *PP,
                                   Preprocessor *) {
  Includes.registerPreprocessor(PP);
}

void MapCheck::registerMatchers(MatchFinder *Finder) {
  std::string Error;
  const Catalog *Rows = catalog(Error);
  if (!Rows) {
    if (!ConfigReported)
      configurationDiag("%0", DiagnosticIDs::Error) << Error;
    ConfigReported = true;
    return;
  }
  Program = Shared->program(configPath(Facts, getCurrentMainFile()), Error);
  if (!Error.empty() && Shared->isNews(Error))
    configurationDiag("%0", DiagnosticIDs::Error) << Error;
  Finder->addMatcher(translationUnitDecl().bind("unit"), this);
  if (!Shared->claimSearch())
    return;
  auto Sought = isStillSought(Shared.get());
  Finder->addMatcher(varDecl(Sought, declaresMap(Rows)), this);
  Finder->addMatcher(fieldDecl(Sought, declaresMap(Rows)), this);
  Finder->addMatcher(cxxMethodDecl(Sought, removesFromOwnTable()), this);
}

void MapCheck::check(const MatchFinder::MatchResult &Result) {
  if (Result.Nodes.getNodeAs<TranslationUnitDecl>("unit"))
    Unit = Result.Context;
  else
    Shared->foundMap();
}

void MapCheck::onStartOfTranslationUnit() {
  Unit = nullptr;
  Shared->forget();
}

/// Conclusions from absence need code that was understood in full.
static bool restsOnAbsence(StringRef Rule) {
  return Rule != "escaping-element";
}

bool MapCheck::isReported(const Finding &F) const {
  return F.Rule == Rule && F.Sure >= Level;
}

void MapCheck::onEndOfTranslationUnit() {
  if (!Unit)
    return;
  std::vector<Reported> Known;
  if (Shared->hasMaps() &&
      !(Unit->getDiagnostics().hasUncompilableErrorOccurred() &&
        restsOnAbsence(Rule)))
    Known = reportUnit();
  if (Program)
    reportProgram(Known);
}

std::vector<MapCheck::Reported> MapCheck::reportUnit() {
  std::string Error;
  const Catalog *Rows = catalog(Error);
  AnalysisOptions AnalysisFor;
  SmallVector<StringRef, 4> Names;
  StringRef(InitFunctions).split(Names, ';', -1, /*KeepEmpty=*/false);
  for (StringRef Name : Names)
    AnalysisFor.InitFunctions.push_back(Name.trim().str());
  TUAnalysis &Analysis = Shared->of(*Unit, *Rows, AnalysisFor);
  std::vector<Reported> Known;
  for (const Finding &F : Analysis.findings()) {
    if (!isReported(F))
      continue;
    std::string Container = Program ? containerOf(F, Analysis) : "";
    if (isBetterKnown(Container, F.Sure) || !report(F, Analysis))
      continue;
    SourceLocation Where = Analysis.extraction().location(F.Where);
    const NamedDecl *D = Analysis.extraction().decl(F.Container);
    Known.push_back({Where, D && D->getLocation() == Where ? Container : ""});
  }
  return Known;
}

bool MapCheck::report(const Finding &F, TUAnalysis &Analysis) {
  SourceLocation Loc = Analysis.extraction().location(F.Where);
  if (Unit->getSourceManager().isInSystemHeader(Loc))
    return false;
  FixContext Fix(*this, *Unit, Analysis, Includes);
  {
    DiagnosticBuilder D = diag(Loc, "%0") << F.Message;
    fix(F, Fix, D);
  }
  for (const Evidence &E : F.Notes)
    if (E.Where != NoSite)
      diag(Analysis.extraction().location(E.Where), "%0", DiagnosticIDs::Note)
          << E.Text;
  Fix.emitNotes();
  return true;
}

} // namespace clang::tidy::mapwarden
