#include "Driver/PreparedHeaders.h"
#include "Driver/FileDigests.h"
#include "Driver/FrontEnd.h"
#include "clang/Basic/Stack.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/ASTWriter.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace llvm;

namespace mapwarden {

//===--- As bytes ---------------------------------------------------------===//

/// Texts that end with a zero byte, each list behind its length.
std::string PreparedHeaders::encode() const {
  std::string Out;
  auto Put = [&](StringRef Text) {
    Out += Text;
    Out += '\0';
  };
  Put(Path);
  Put(std::to_string(Files.size()));
  for (const ReadFile &F : Files) {
    Put(F.Path);
    Put(hexOf(F.Content));
  }
  Put(std::to_string(Absent.size()));
  llvm::for_each(Absent, Put);
  for (const auto &Name : Names)
    Put(Name.getKey());
  return Out;
}

bool PreparedHeaders::decode(StringRef Bytes) {
  *this = PreparedHeaders();
  auto Take = [&] {
    auto [Text, Rest] = Bytes.split('\0');
    Bytes = Rest;
    return Text;
  };
  Path = Take().str();
  size_t Count = 0;
  if (Take().getAsInteger(10, Count))
    return false;
  for (; Count && !Bytes.empty(); --Count) {
    ReadFile F;
    F.Path = Take().str();
    std::string Content;
    if (!tryGetFromHex(Take(), Content) || Content.size() != F.Content.size())
      return false;
    std::copy(Content.begin(), Content.end(), F.Content.begin());
    Files.push_back(std::move(F));
  }
  if (Count || Take().getAsInteger(10, Count))
    return false;
  for (; Count && !Bytes.empty(); --Count)
    Absent.push_back(Take().str());
  while (!Bytes.empty())
    Names.insert(Take());
  return !Count && !Path.empty() && !Files.empty();
}

std::string flagsKey(const CompileCommand &Command) {
  auto Adapted = adaptCommand(Command, clangPath());
  if (!Adapted) {
    consumeError(Adapted.takeError());
    return {};
  }
  std::string Key = Command.Directory;
  for (StringRef Each : ArrayRef(Adapted->Arguments).drop_back())
    Key += (StringRef("\0", 1) + Each).str();
  return Key + std::string("\0", 1) + sys::path::extension(Command.File).str();
}

//===--- What the samples include -----------------------------------------===//

namespace {

/// What preprocessing one unit shows.
struct Scan {
  /// (as written, what was found), in order.
  std::vector<std::pair<std::string, std::string>> Included;
  StringSet<> Files;
  std::vector<MacroStep> Steps;
};

/// `<map>`, `<boost/asio.hpp>`: cannot stand inside of extern "C", and mean the
/// same wherever they are included first.
bool isCxxHeader(StringRef Name) {
  StringRef Extension = sys::path::extension(Name);
  return Extension.empty() || Extension == ".hpp" || Extension == ".hxx" ||
         Extension == ".hh";
}

class IncludeRecorder : public PPCallbacks {
public:
  IncludeRecorder(const SourceManager &SM, Scan &Out) : SM(SM), Out(Out) {}

  void InclusionDirective(SourceLocation Hash, const Token &Include,
                          StringRef Name, bool IsAngled, CharSourceRange,
                          OptionalFileEntryRef File, StringRef, StringRef,
                          const Module *, bool,
                          SrcMgr::CharacteristicKind Kind) override {
    if (File && IsAngled && SrcMgr::isSystem(Kind) && isCxxHeader(Name) &&
        Include.getIdentifierInfo()->getPPKeywordID() == tok::pp_include &&
        !SM.isInSystemHeader(Hash))
      Out.Included.push_back({Name.str(), absolutePath(File->getName())});
  }

private:
  const SourceManager &SM;
  Scan &Out;
};

class ScanAction : public PreprocessOnlyAction {
public:
  explicit ScanAction(Scan &Out) : Out(Out) {}

protected:
  bool BeginSourceFileAction(CompilerInstance &Compiler) override {
    Compiler.getPreprocessor().addPPCallbacks(
        std::make_unique<IncludeRecorder>(Compiler.getSourceManager(), Out));
    recordSteps(Compiler.getPreprocessor(), Out.Steps);
    return true;
  }
  void EndSourceFileAction() override {
    for (const ReadFile &F :
         filesRead(getCompilerInstance().getSourceManager()))
      Out.Files.insert(F.Path);
  }

private:
  Scan &Out;
};

/// Parses headers and keeps the precompiled form.
class PrepareAction : public GeneratePCHAction {
public:
  explicit PrepareAction(PreparedHeaders &Out) : Out(Out) {}

  std::shared_ptr<PCHBuffer> Buffer = std::make_shared<PCHBuffer>();

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef) override {
    return std::make_unique<PCHGenerator>(
        Compiler.getPreprocessor(), Compiler.getModuleCache(), Out.Path,
        /*isysroot=*/"", Buffer, Compiler.getCodeGenOpts(),
        ArrayRef<std::shared_ptr<ModuleFileExtension>>());
  }
  void EndSourceFileAction() override {
    CompilerInstance &Compiler = getCompilerInstance();
    Out.Files = filesRead(Compiler.getSourceManager());
    for (const auto &Each : Compiler.getPreprocessor().getIdentifierTable())
      Out.Names.insert(Each.getKey());
  }
  bool shouldEraseOutputFiles() override { return false; }

private:
  PreparedHeaders &Out;
};

} // namespace

/// An invocation for one of the samples; null when its flags bring something
/// that is parsed before the file.
static std::unique_ptr<CompilerInvocation>
invocationFor(const CompileCommand &Command) {
  auto Adapted = adaptCommand(Command, clangPath());
  if (!Adapted) {
    consumeError(Adapted.takeError());
    return nullptr;
  }
  ParsedUnit Out;
  auto Invocation = makeInvocation(*Adapted, Out);
  if (!Invocation)
    return nullptr;
  economize(*Invocation);
  const PreprocessorOptions &Options = Invocation->getPreprocessorOpts();
  const LangOptions &Language = Invocation->getLangOpts();
  if (!Options.Includes.empty() || !Options.MacroIncludes.empty() ||
      !Options.ImplicitPCHInclude.empty() || !Language.CPlusPlus ||
      Language.Modules || Language.CPlusPlusModules)
    return nullptr;
  return Invocation;
}

/// Empty when one of the samples does not go through.
static std::vector<Scan> scan(ArrayRef<CompileCommand> Samples) {
  std::vector<Scan> Scans(Samples.size());
  for (size_t I = 0; I < Samples.size(); ++I) {
    auto Invocation = invocationFor(Samples[I]);
    if (!Invocation)
      return {};
    ParsedUnit Out;
    ScanAction Action(Scans[I]);
    execute(std::move(Invocation), Action, Out);
    if (Out.Errors)
      return {};
  }
  return Scans;
}

/// `#include` lines for the headers that all of \p Scans read.
static std::string commonIncludes(ArrayRef<Scan> Scans) {
  std::string Text;
  StringSet<> Taken;
  for (const Scan &S : Scans)
    for (const auto &Each : S.Included) {
      const bool InAll = llvm::all_of(Scans, [&](const Scan &Other) {
        return Other.Files.contains(Each.second);
      });
      if (InAll && Taken.insert(Each.second).second)
        Text += "#include <" + Each.first + ">\n";
    }
  return Text;
}

std::optional<PreparedHeaders> prepareHeaders(ArrayRef<CompileCommand> Samples,
                                              StringRef Path) {
  noteBottomOfStack();
  if (sys::fs::set_current_path(Samples.front().Directory))
    return std::nullopt;
  const std::vector<Scan> Scans = scan(Samples);
  const std::string Text = commonIncludes(Scans);
  auto Invocation = invocationFor(Samples.front());
  if (Text.empty() || !Invocation)
    return std::nullopt;
  FrontendOptions &Frontend = Invocation->getFrontendOpts();
  const InputKind Kind = Frontend.Inputs.front().getKind();
  Frontend.ProgramAction = frontend::GeneratePCH;
  Frontend.Inputs = {FrontendInputFile(
      MemoryBufferRef(Text, "mapwarden-prepared-headers"), Kind.getHeader())};
  PreparedHeaders Result;
  Result.Path = Path.str();
  ParsedUnit Out;
  PrepareAction Action(Result);
  execute(std::move(Invocation), Action, Out);
  // A unit that cannot use them is parsed twice.
  if (Out.Errors || !Action.Buffer->IsComplete ||
      llvm::any_of(Scans,
                   [&](const Scan &S) { return Result.differFor(S.Steps); }))
    return std::nullopt;
  Result.Absent = std::move(Out.Absent);
  std::error_code EC;
  raw_fd_ostream OS(Path, EC, sys::fs::CD_OpenExisting, sys::fs::FA_Write,
                    sys::fs::OF_None);
  if (EC)
    return std::nullopt;
  OS << StringRef(Action.Buffer->Data.data(), Action.Buffer->Data.size());
  OS.close();
  if (OS.has_error()) {
    OS.clear_error();
    return std::nullopt;
  }
  return Result;
}

//===--- What a unit may not do -------------------------------------------===//

/// What headers of the system define for each other, and take back, is their
/// business: they can be included in any order. Not so what programs define to
/// choose what they offer.
static bool isSwitch(StringRef Macro) {
  return Macro.ends_with("_SOURCE") || Macro.ends_with("_BITS") ||
         Macro.starts_with("__STDC_") || Macro == "NDEBUG";
}

namespace {

class StepRecorder : public PPCallbacks {
public:
  StepRecorder(Preprocessor &PP, std::vector<MacroStep> &Steps)
      : PP(PP), SM(PP.getSourceManager()), Steps(Steps) {}

  void MacroDefined(const Token &Name, const MacroDirective *Now) override {
    const MacroDirective *Before = Now->getPrevious();
    const MacroInfo *Known = Before ? Before->getMacroInfo() : nullptr;
    if (!Known || !Now->getMacroInfo()->isIdenticalTo(*Known, PP,
                                                      /*Syntactically=*/true))
      note(Name);
  }
  void MacroUndefined(const Token &Name, const MacroDefinition &Known,
                      const MacroDirective *) override {
    if (Known.getMacroInfo())
      note(Name);
  }
  void InclusionDirective(SourceLocation, const Token &, StringRef, bool,
                          CharSourceRange, OptionalFileEntryRef File, StringRef,
                          StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind) override {
    if (File && Included.insert(*File).second)
      Steps.push_back({"", absolutePath(File->getName())});
  }

private:
  void note(const Token &Name) {
    const SourceLocation At = SM.getExpansionLoc(Name.getLocation());
    const StringRef Macro = Name.getIdentifierInfo()->getName();
    OptionalFileEntryRef File = SM.getFileEntryRefForID(SM.getFileID(At));
    if (File && (!SM.isInSystemHeader(At) || isSwitch(Macro)))
      Steps.push_back({Macro.str(), absolutePath(File->getName())});
  }

  Preprocessor &PP;
  const SourceManager &SM;
  std::vector<MacroStep> &Steps;
  DenseSet<const FileEntry *> Included;
};

} // namespace

void recordSteps(Preprocessor &PP, std::vector<MacroStep> &Steps) {
  PP.addPPCallbacks(std::make_unique<StepRecorder>(PP, Steps));
}

bool PreparedHeaders::differFor(ArrayRef<MacroStep> Steps) const {
  auto IsPrepared = [&](const std::string &Path) {
    auto At = llvm::lower_bound(
        Files, Path,
        [](const ReadFile &F, const std::string &P) { return F.Path < P; });
    return At != Files.end() && At->Path == Path;
  };
  bool HasDefined = false; // A macro the headers may depend on.
  for (const MacroStep &S : Steps) {
    if (!S.Macro.empty())
      HasDefined |= Names.contains(S.Macro) && !IsPrepared(S.File);
    else if (HasDefined && IsPrepared(S.File))
      return true;
  }
  return false;
}

} // namespace mapwarden
