//===- FrontEnd.h - What all uses of clang's front end share ---*- C++ -*-===//
#ifndef MAPWARDEN_DRIVER_FRONTEND_H
#define MAPWARDEN_DRIVER_FRONTEND_H

#include "Driver/Files.h"
#include "Driver/ParseUnit.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <set>

namespace mapwarden {

/// Counts errors and keeps the first.
class ErrorKeeper : public clang::DiagnosticConsumer {
public:
  explicit ErrorKeeper(ParsedUnit &Out) : Out(Out) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;

private:
  ParsedUnit &Out;
};

/// Remembers which files were looked for in vain.
class AbsenceRecorder : public llvm::vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override {
    auto Found = ProxyFileSystem::status(Path);
    note(Found.getError(), Path);
    return Found;
  }
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    auto Found = ProxyFileSystem::openFileForRead(Path);
    note(Found.getError(), Path);
    return Found;
  }

  std::set<std::string> Absent;

private:
  void note(std::error_code EC, const llvm::Twine &Path) {
    if (EC == std::errc::no_such_file_or_directory)
      Absent.insert(absolutePath(Path.str()));
  }
};

/// What the driver makes of \p Command; flags it does not want for this target,
/// or at all, are dropped one by one. Null with an error in \p Out.
std::unique_ptr<clang::CompilerInvocation>
makeInvocation(AdaptedCommand &Command, ParsedUnit &Out);

/// Leaves only what parsing needs.
void economize(clang::CompilerInvocation &Invocation);

/// Runs \p Action; errors and absent files go to \p Out.
void execute(std::unique_ptr<clang::CompilerInvocation> Invocation,
             clang::FrontendAction &Action, ParsedUnit &Out);

/// The files whose content was looked at, sorted by path.
std::vector<ReadFile> filesRead(const clang::SourceManager &SM);

} // namespace mapwarden

#endif
