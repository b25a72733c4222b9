#include "Driver/ParseUnit.h"
#include "Driver/FileDigests.h"
#include "Driver/Files.h"
#include "Driver/FrontEnd.h"
#include "Driver/PreparedHeaders.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/Stack.h"
#include "clang/Basic/Version.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/TargetParser/Host.h"
#include <dlfcn.h>
#include <mutex>

using namespace clang;
using namespace llvm;

namespace mapwarden {

std::string clangPath() {
  static constexpr llvm::StringLiteral Installed(MAPWARDEN_LLVM_ROOT
                                                 "/bin/clang++");
  if (sys::fs::exists(Installed))
    return Installed.str();
  // Moved to another machine: beside the library that is in use.
  Dl_info Info;
  SmallString<256> Path;
  if (dladdr(reinterpret_cast<void *>(&getClangFullVersion), &Info) &&
      !sys::fs::real_path(Info.dli_fname, Path)) {
    sys::path::remove_filename(Path);
    sys::path::append(Path, "..", "bin", "clang++");
    return std::string(Path);
  }
  return Installed.str();
}

void ErrorKeeper::HandleDiagnostic(DiagnosticsEngine::Level Level,
                                   const Diagnostic &Info) {
  if (Level < DiagnosticsEngine::Error)
    return;
  Out.Fatal |= Level == DiagnosticsEngine::Fatal;
  if (Out.Errors++)
    return;
  SmallString<256> Text;
  Info.FormatDiagnostic(Text);
  Out.FirstError = std::string(Text);
  if (!Info.hasSourceManager() || Info.getLocation().isInvalid())
    return;
  const SourceManager &SM = Info.getSourceManager();
  PresumedLoc At = SM.getPresumedLoc(SM.getExpansionLoc(Info.getLocation()),
                                     /*UseLineDirectives=*/false);
  if (At.isInvalid())
    return;
  Out.ErrorFile = At.getFilename();
  Out.ErrorPosition =
      ":" + std::to_string(At.getLine()) + ":" + std::to_string(At.getColumn());
}

std::vector<ReadFile> filesRead(const SourceManager &SM) {
  std::vector<ReadFile> Result;
  for (auto It = SM.fileinfo_begin(); It != SM.fileinfo_end(); ++It) {
    auto Buffer = It->second->getBufferDataIfLoaded();
    if (!Buffer)
      continue;
    ReadFile F;
    F.Path = absolutePath(It->first.getName());
    F.Content = digestOf(*Buffer);
    Result.push_back(std::move(F));
  }
  llvm::sort(Result, [](const ReadFile &A, const ReadFile &B) {
    return A.Path < B.Path;
  });
  return Result;
}

namespace {

class Consumer : public ASTConsumer {
public:
  Consumer(ParsedUnit &Out, function_ref<void(const ASTContext &)> Use,
           const PreparedHeaders *Prepared, const std::vector<MacroStep> &Steps)
      : Out(Out), Use(Use), Prepared(Prepared), Steps(Steps) {}

  void Initialize(ASTContext &Context) override {
    PrintingPolicy Policy = Context.getPrintingPolicy();
    // Types must be spelled alike wherever the project lies.
    Policy.AnonymousTagLocations = false;
    Context.setPrintingPolicy(Policy);
    SM = &Context.getSourceManager();
  }

  bool shouldSkipFunctionBody(Decl *D) override {
    return SM->isInSystemHeader(SM->getExpansionLoc(D->getLocation()));
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    Out.Reached = true;
    Out.Differs = Prepared && Prepared->differFor(Steps);
    if (Prepared && (Out.Differs || Out.Errors))
      return; // It is parsed again.
    Use(Context);
    Out.Files = filesRead(*SM);
  }

private:
  ParsedUnit &Out;
  function_ref<void(const ASTContext &)> Use;
  const PreparedHeaders *Prepared;
  const std::vector<MacroStep> &Steps;
  SourceManager *SM = nullptr;
};

class Action : public ASTFrontendAction {
public:
  Action(ParsedUnit &Out, function_ref<void(const ASTContext &)> Use,
         const PreparedHeaders *Prepared)
      : Out(Out), Use(Use), Prepared(Prepared) {}

protected:
  bool BeginSourceFileAction(CompilerInstance &Compiler) override {
    if (Prepared)
      recordSteps(Compiler.getPreprocessor(), Steps);
    return true;
  }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 StringRef) override {
    return std::make_unique<Consumer>(Out, Use, Prepared, Steps);
  }

private:
  ParsedUnit &Out;
  function_ref<void(const ASTContext &)> Use;
  const PreparedHeaders *Prepared;
  std::vector<MacroStep> Steps;
};

} // namespace

std::unique_ptr<CompilerInvocation> makeInvocation(AdaptedCommand &Command,
                                                   ParsedUnit &Out) {
  constexpr unsigned MaxDrops = 32;
  for (unsigned I = 0; I < MaxDrops; ++I) {
    ParsedUnit Attempt;
    ErrorKeeper Errors(Attempt);
    DiagnosticOptions Silent;
    CreateInvocationOptions Options;
    Options.Diags = CompilerInstance::createDiagnostics(
        *vfs::getRealFileSystem(), Silent, &Errors,
        /*ShouldOwnClient=*/false);
    SmallVector<const char *, 64> Arguments;
    for (const std::string &Each : Command.Arguments)
      Arguments.push_back(Each.c_str());
    auto Invocation = createInvocation(Arguments, Options);
    if (Invocation && !Attempt.Errors)
      return Invocation;
    if (!dropQuoted(Command, Attempt.FirstError)) {
      Out.FirstError = Attempt.Errors ? Attempt.FirstError
                                      : "the command does not compile a file";
      return nullptr;
    }
  }
  return nullptr;
}

void economize(CompilerInvocation &Invocation) {
  FrontendOptions &Frontend = Invocation.getFrontendOpts();
  Frontend.ProgramAction = frontend::ParseSyntaxOnly;
  Frontend.SkipFunctionBodies = true;
  Frontend.DisableFree = true; // The process ends with the job.
  Frontend.Plugins.clear();
  Frontend.AddPluginActions.clear();
  Frontend.ShowStats = false;
  Frontend.StatsFile.clear();
  Invocation.getDependencyOutputOpts() = DependencyOutputOptions();
  DiagnosticOptions &Diagnostics = Invocation.getDiagnosticOpts();
  Diagnostics.IgnoreWarnings = true;
  Diagnostics.Warnings.clear();
  Diagnostics.ErrorLimit = 0;
  Diagnostics.ShowCarets = false;
  Diagnostics.VerifyDiagnostics = false;
  Diagnostics.DiagnosticSerializationFile.clear();
  Diagnostics.DiagnosticLogFile.clear();
  Invocation.getLangOpts().SpellChecking = false;
}

void execute(std::unique_ptr<CompilerInvocation> Invocation,
             FrontendAction &Action, ParsedUnit &Out) {
  auto Files = makeIntrusiveRefCnt<AbsenceRecorder>(vfs::getRealFileSystem());
  ErrorKeeper Errors(Out);
  CompilerInstance Compiler(std::move(Invocation));
  Compiler.setVirtualFileSystem(Files);
  Compiler.createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  Compiler.setVerboseOutputStream(nulls());
  Compiler.createFileManager();
  Compiler.createSourceManager();
  Compiler.ExecuteAction(Action);
  Out.Absent.assign(Files->Absent.begin(), Files->Absent.end());
}

/// What went into the prepared headers is part of the unit, as it was then.
static void addPrepared(ParsedUnit &Out, const PreparedHeaders &Prepared) {
  std::vector<ReadFile> Files;
  std::set_union(
      Prepared.Files.begin(), Prepared.Files.end(), Out.Files.begin(),
      Out.Files.end(), std::back_inserter(Files),
      [](const ReadFile &A, const ReadFile &B) { return A.Path < B.Path; });
  Out.Files = std::move(Files);
  std::set<std::string> Absent(Out.Absent.begin(), Out.Absent.end());
  Absent.insert(Prepared.Absent.begin(), Prepared.Absent.end());
  Out.Absent.assign(Absent.begin(), Absent.end());
}

ParsedUnit parseUnit(AdaptedCommand &Command,
                     function_ref<void(const ASTContext &)> Use,
                     const PreparedHeaders *Prepared) {
  noteBottomOfStack();
  ParsedUnit Out;
  auto Invocation = makeInvocation(Command, Out);
  if (!Invocation)
    return Out;
  economize(*Invocation);
  // The reader's checks stay on: they also see to it that macros of the command
  // line, which headers may have redefined, are not defined once more.
  if (Prepared)
    Invocation->getPreprocessorOpts().ImplicitPCHInclude = Prepared->Path;
  Action Parse(Out, Use, Prepared);
  execute(std::move(Invocation), Parse, Out);
  if (!Prepared)
    return Out;
  if (!Out.Reached || Out.Differs || Out.Errors)
    return parseUnit(Command, Use, nullptr);
  addPrepared(Out, *Prepared);
  return Out;
}

} // namespace mapwarden
