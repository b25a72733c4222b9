#include "Driver/ParseUnit.h"
#include "Driver/FileDigests.h"
#include "Driver/Files.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/Stack.h"
#include "clang/Basic/Version.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
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

namespace {

/// Keeps the first error.
class ErrorKeeper : public DiagnosticConsumer {
public:
  explicit ErrorKeeper(ParsedUnit &Out) : Out(Out) {}

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    if (Level < DiagnosticsEngine::Error)
      return;
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
    Out.ErrorPosition = ":" + std::to_string(At.getLine()) + ":" +
                        std::to_string(At.getColumn());
  }

private:
  ParsedUnit &Out;
};

/// Remembers which files were looked for in vain.
class AbsenceRecorder : public vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    auto Found = ProxyFileSystem::status(Path);
    note(Found.getError(), Path);
    return Found;
  }
  ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const Twine &Path) override {
    auto Found = ProxyFileSystem::openFileForRead(Path);
    note(Found.getError(), Path);
    return Found;
  }

  std::set<std::string> Absent;

private:
  void note(std::error_code EC, const Twine &Path) {
    if (EC == std::errc::no_such_file_or_directory)
      Absent.insert(absolutePath(Path.str()));
  }
};

class Consumer : public ASTConsumer {
public:
  Consumer(ParsedUnit &Out, function_ref<void(const ASTContext &)> Use)
      : Out(Out), Use(Use) {}

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
    Use(Context);
    for (auto It = SM->fileinfo_begin(); It != SM->fileinfo_end(); ++It) {
      auto Buffer = It->second->getBufferDataIfLoaded();
      if (!Buffer)
        continue;
      ReadFile F;
      F.Path = absolutePath(It->first.getName());
      F.Content = digestOf(*Buffer);
      Out.Files.push_back(std::move(F));
    }
    llvm::sort(Out.Files, [](const ReadFile &A, const ReadFile &B) {
      return A.Path < B.Path;
    });
  }

private:
  ParsedUnit &Out;
  function_ref<void(const ASTContext &)> Use;
  SourceManager *SM = nullptr;
};

class Action : public ASTFrontendAction {
public:
  Action(ParsedUnit &Out, function_ref<void(const ASTContext &)> Use)
      : Out(Out), Use(Use) {}

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 StringRef) override {
    return std::make_unique<Consumer>(Out, Use);
  }

private:
  ParsedUnit &Out;
  function_ref<void(const ASTContext &)> Use;
};

} // namespace

/// Flags the driver does not want for this target, or at all, are dropped one
/// by one.
static std::unique_ptr<CompilerInvocation>
makeInvocation(AdaptedCommand &Command, ParsedUnit &Out) {
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

/// Only what parsing needs.
static void economize(CompilerInvocation &Invocation) {
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

ParsedUnit parseUnit(AdaptedCommand &Command,
                     function_ref<void(const ASTContext &)> Use) {
  noteBottomOfStack();
  ParsedUnit Out;
  auto Invocation = makeInvocation(Command, Out);
  if (!Invocation)
    return Out;
  economize(*Invocation);
  auto Files = makeIntrusiveRefCnt<AbsenceRecorder>(vfs::getRealFileSystem());
  ErrorKeeper Errors(Out);
  CompilerInstance Compiler(std::move(Invocation));
  Compiler.setVirtualFileSystem(Files);
  Compiler.createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  Compiler.setVerboseOutputStream(nulls());
  Compiler.createFileManager();
  Compiler.createSourceManager();
  Action Parse(Out, Use);
  Compiler.ExecuteAction(Parse);
  Out.Absent.assign(Files->Absent.begin(), Files->Absent.end());
  return Out;
}

} // namespace mapwarden
