#include "Report/ProgramFile.h"
#include "Facts/Archive.h"
#include "Report/Writers.h"
#include "llvm/Support/xxhash.h"

namespace mapwarden {

MAPWARDEN_ENUM(Confidence, Proved, "possible", "likely", "proved")
MAPWARDEN_ENUM(FindingAnchor::Kind, Function, "none", "container", "function")

MAPWARDEN_FIELDS(PinnedPlace) {
  Visit("file", X.Where.File);
  Visit("line", X.Where.Line);
  Visit("column", X.Where.Column);
  Visit("text", X.Line);
  Visit("indent", X.Indent);
}

MAPWARDEN_FIELDS(PinnedNote) {
  Visit("at", X.At);
  Visit("text", X.Text);
}

MAPWARDEN_FIELDS(FindingAnchor) {
  Visit("kind", X.Is);
  Visit("usr", X.USR);
  Visit("name", X.Name);
}

MAPWARDEN_FIELDS(ProgramFinding) {
  Visit("rule", X.Rule);
  Visit("at", X.At);
  Visit("confidence", X.Sure);
  Visit("message", X.Message);
  Visit("notes", X.Notes);
  Visit("container", X.Container);
  Visit("anchor", X.Anchor);
}

MAPWARDEN_FIELDS(PinnedFile) {
  Visit("path", X.Path);
  Visit("digest", X.Digest);
}

MAPWARDEN_FIELDS(ProgramFile) {
  Visit("root", X.Root);
  Visit("files", X.Files);
  Visit("findings", X.Findings);
}

static FileKind programKind() {
  static const uint64_t Schema = schemaOf<ProgramFile>();
  return {"\x89MWPROG\n", "facts file of a program",
          "`mapwarden analyze --format=facts --output FILE` writes them",
          "write it again (`mapwarden analyze --format=facts --output FILE`)",
          Schema};
}

uint64_t digestOfContent(llvm::StringRef Content) {
  return llvm::xxh3_64bits(Content);
}

void writeProgramFile(const ProgramFile &Program, llvm::raw_ostream &OS) {
  llvm::SmallVector<uint8_t, 0> Raw;
  Writer Archive(Raw);
  Fields<ProgramFile>::visit(Archive, Program);
  writeEnvelope(programKind(), Raw, OS);
}

llvm::Expected<ProgramFile> readProgramFile(llvm::MemoryBufferRef Buffer) {
  llvm::SmallVector<uint8_t, 0> Raw;
  if (llvm::Error E = readEnvelope(programKind(), Buffer, Raw))
    return std::move(E);
  ProgramFile Program;
  Reader Archive(Raw);
  Fields<ProgramFile>::visit(Archive, Program);
  if (!Archive.finish())
    return inconsistent(programKind(), Buffer);
  return Program;
}

//===--- From a report ----------------------------------------------------===//

namespace {

/// Pins places to what their files hold.
class Pinner {
public:
  explicit Pinner(const RenderOptions &Options) : Options(Options) {}

  ProgramFinding finding(const ReportFinding &F);
  std::vector<PinnedFile> takeFiles();

private:
  PinnedPlace pin(const Place &At);

  const RenderOptions &Options;
  std::map<std::string, uint64_t> Files;
};

} // namespace

PinnedPlace Pinner::pin(const Place &At) {
  PinnedPlace Pinned;
  Pinned.Where = At;
  if (Options.Source)
    if (auto Line = Options.Source(At.File, At.Line)) {
      Pinned.Line = llvm::StringRef(*Line).trim().str();
      Pinned.Indent = Line->size() - llvm::StringRef(*Line).ltrim().size();
    }
  if (Options.Digest)
    if (auto Digest = Options.Digest(At.File))
      Files.emplace(At.File, *Digest);
  return Pinned;
}

ProgramFinding Pinner::finding(const ReportFinding &F) {
  ProgramFinding Out{F.Rule, pin(F.Where),   F.Sure,  F.Message,
                     {},     F.ContainerUSR, F.Anchor};
  for (const ReportNote &Note : F.Notes)
    Out.Notes.push_back({pin(Note.Where), Note.Text});
  return Out;
}

std::vector<PinnedFile> Pinner::takeFiles() {
  std::vector<PinnedFile> Out;
  for (auto &[Path, Digest] : Files)
    Out.push_back({Path, Digest});
  return Out;
}

/// What a comment in the source silences is clang-tidy's to silence: the
/// comment may go, the finding comes back.
void writeFactsOfProgram(const Report &R, llvm::raw_ostream &OS,
                         const RenderOptions &Options) {
  ProgramFile Program;
  Program.Root = Options.Root;
  Pinner Pins(Options);
  for (const std::vector<ReportFinding> *List : {&R.Findings, &R.BelowLevel})
    for (const ReportFinding &F : *List)
      if (isShown(F) || F.Suppressed.By == Suppression::InSource)
        Program.Findings.push_back(Pins.finding(F));
  Program.Files = Pins.takeFiles();
  writeProgramFile(Program, OS);
}

} // namespace mapwarden
