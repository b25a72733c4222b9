#include "Driver/Collector.h"
#include "Driver/CommandLine.h"
#include "Driver/Files.h"
#include "Driver/ParseUnit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <set>

using namespace llvm;

namespace mapwarden {

UnitFacts failedUnit(const CompileCommand &Command, StringRef Root,
                     std::string Problem) {
  UnitFacts Unit;
  Unit.Source = relativeTo(Command.File, Root);
  Unit.Status = UnitStatus::Failed;
  Unit.Problem = std::move(Problem);
  return Unit;
}

/// Files as the compile command spells them become relative to \p Root, and
/// one that has several spellings one file.
static void canonicalizeFiles(TUFacts &Facts, StringRef Directory,
                              StringRef Root) {
  StringMap<uint32_t> Index;
  std::vector<uint32_t> Renumbered;
  std::vector<std::string> Files;
  for (const std::string &Spelling : Facts.Files) {
    std::string Path = relativeTo(absolutePath(Spelling, Directory), Root);
    auto [It, New] = Index.try_emplace(Path, Files.size());
    if (New)
      Files.push_back(std::move(Path));
    Renumbered.push_back(It->second);
  }
  Facts.Files = std::move(Files);
  for (Site &S : Facts.Sites)
    S.File = Renumbered[S.File];
}

/// All words of \p Path that may be names, comments and texts included.
static std::vector<std::string> identifiersIn(StringRef Path) {
  std::set<StringRef> Found;
  auto Buffer = MemoryBuffer::getFile(Path);
  StringRef Text = Buffer ? (*Buffer)->getBuffer() : "";
  auto IsPart = [](char C) { return isAlnum(C) || C == '_'; };
  while (!Text.empty()) {
    const StringRef Word = Text.take_while(IsPart);
    if (!Word.empty())
      Found.insert(Word);
    Text = Text.drop_front(std::max<size_t>(Word.size(), 1));
  }
  return std::vector<std::string>(Found.begin(), Found.end());
}

CollectedUnit collectUnit(const CompileCommand &Command, const Catalog &Rows,
                          const CollectorOptions &Options,
                          const PreparedHeaders *Prepared) {
  CollectedUnit Out;
  if (std::error_code EC = sys::fs::set_current_path(Command.Directory)) {
    Out.Unit = failedUnit(Command, Options.Root,
                          "the directory " + Command.Directory +
                              " of the compile command: " + EC.message());
    return Out;
  }
  Expected<AdaptedCommand> Adapted = adaptCommand(Command, clangPath());
  if (!Adapted) {
    Out.Unit = failedUnit(Command, Options.Root, toString(Adapted.takeError()));
    return Out;
  }
  auto Extract = [&](const clang::ASTContext &Context) {
    AnalysisOptions Analysis = Options.Analysis;
    Analysis.WholeProgram = true;
    Extraction Source(Context, Rows, std::move(Analysis));
    Source.run();
    Out.Unit.Facts = Source.takeFacts();
  };
  ParsedUnit Parsed = parseUnit(*Adapted, Extract, Prepared);
  Out.Files = std::move(Parsed.Files);
  Out.Absent = std::move(Parsed.Absent);
  Out.DroppedFlags = std::move(Adapted->Dropped);
  if (!Parsed.Reached) {
    Out.Unit = failedUnit(Command, Options.Root, std::move(Parsed.FirstError));
    return Out;
  }
  Out.Unit.Source = relativeTo(Command.File, Options.Root);
  canonicalizeFiles(Out.Unit.Facts, Command.Directory, Options.Root);
  if (Parsed.Errors) {
    Out.Unit.Status = Parsed.Fatal ? UnitStatus::Cut : UnitStatus::Errors;
    if (Parsed.Fatal)
      Out.Unit.Mentions = identifiersIn(Command.File);
    std::string File = Parsed.ErrorFile;
    if (!File.empty())
      File = relativeTo(absolutePath(File, Command.Directory), Options.Root) +
             Parsed.ErrorPosition + ": ";
    Out.Unit.Problem = File + Parsed.FirstError;
  }
  return Out;
}

} // namespace mapwarden
