#include "ProgramFindings.h"
#include "Driver/Files.h"
#include "Model/ProgramNames.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

namespace clang::tidy::mapwarden {

llvm::Expected<ProgramFindings> ProgramFindings::load(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return llvm::createStringError(
        Buffer.getError(),
        Path + ": the facts file of the program cannot be read: " +
            Buffer.getError().message() +
            "; `mapwarden analyze --format=facts --output FILE` writes it");
  auto Program = readProgramFile(**Buffer);
  if (!Program)
    return Program.takeError();
  ProgramFindings Out;
  Out.Root = absolutePath(Program->Root,
                          llvm::sys::path::parent_path(absolutePath(Path)));
  Out.Program = std::move(*Program);
  return Out;
}

namespace {

/// Finds declarations by their names in the program.
class AnchorFinder : public RecursiveASTVisitor<AnchorFinder> {
public:
  explicit AnchorFinder(const SourceManager &Sources) : Sources(Sources) {}

  void want(const FindingAnchor &Anchor) {
    Names.insert(Anchor.Name);
    Found.try_emplace(Anchor.USR);
  }
  bool VisitNamedDecl(NamedDecl *D) {
    if (!isa<FieldDecl, VarDecl, FunctionDecl>(D) ||
        !Names.contains(D->getNameAsString()))
      return true;
    auto It = Found.find(usrOf(D));
    if (It != Found.end())
      It->second.push_back(D);
    return true;
  }
  bool TraverseDecl(Decl *D) {
    return !D || Sources.isInSystemHeader(D->getLocation()) ||
           RecursiveASTVisitor::TraverseDecl(D);
  }
  ArrayRef<const NamedDecl *> decls(StringRef USR) const {
    auto It = Found.find(USR.str());
    if (It == Found.end())
      return {};
    return It->second;
  }

private:
  const SourceManager &Sources;
  llvm::StringSet<> Names;
  std::map<std::string, std::vector<const NamedDecl *>> Found;
};

/// Brings places of the facts file and files of the unit together.
class Placer {
public:
  Placer(const ProgramFindings &From, ASTContext &Context)
      : From(From), Sources(Context.getSourceManager()), Context(Context),
        Anchors(Context.getSourceManager()) {
    for (const PinnedFile &F : From.Program.Files)
      Digests[F.Path] = F.Digest;
  }
  void run(PlacedFindings &Out);

private:
  void findFiles();
  bool isUnchanged(StringRef Path, FileID File);
  SourceLocation at(FileID File, uint32_t Line, uint32_t Column) const {
    return Sources.translateLineCol(File, Line, std::max(Column, 1u));
  }
  SourceLocation byText(const PinnedPlace &At, FileID File, unsigned First,
                        unsigned Last) const;
  SourceLocation byAnchor(const ProgramFinding &F, FileID File) const;
  FileID load(StringRef Path);
  PlacedNote note(const PinnedNote &Note, SourceLocation Finding);

  const ProgramFindings &From;
  SourceManager &Sources;
  ASTContext &Context;
  AnchorFinder Anchors;
  llvm::StringMap<uint64_t> Digests;
  llvm::StringMap<FileID> Files; ///< Of the unit, by path below the root.
  llvm::StringMap<bool> Unchanged;
};

} // namespace

void Placer::findFiles() {
  llvm::StringSet<> Wanted;
  for (const ProgramFinding &F : From.Program.Findings)
    Wanted.insert(F.At.Where.File);
  for (auto It = Sources.fileinfo_begin(); It != Sources.fileinfo_end(); ++It) {
    std::string Path = relativeTo(absolutePath(It->first.getName()), From.Root);
    if (Wanted.contains(Path))
      Files[Path] = Sources.translateFile(It->first);
  }
}

bool Placer::isUnchanged(StringRef Path, FileID File) {
  auto [It, New] = Unchanged.try_emplace(Path, false);
  if (New) {
    auto Known = Digests.find(Path);
    auto Content = Sources.getBufferDataOrNone(File);
    It->second = Known != Digests.end() && Content &&
                 Known->second == digestOfContent(*Content);
  }
  return It->second;
}

/// The one line from \p First to \p Last that reads as the line of \p At did.
SourceLocation Placer::byText(const PinnedPlace &At, FileID File,
                              unsigned First, unsigned Last) const {
  auto Content = Sources.getBufferDataOrNone(File);
  SourceLocation Found;
  if (!Content || At.Line.empty())
    return Found;
  unsigned Number = 1;
  for (StringRef Rest = *Content; !Rest.empty() && Number <= Last; ++Number) {
    auto [Line, Next] = Rest.split('\n');
    Rest = Next;
    if (Number < First || Line.trim() != At.Line)
      continue;
    if (Found.isValid())
      return {};
    Found = at(File, Number,
               Line.size() - Line.ltrim().size() + At.Where.Column - At.Indent);
  }
  return Found;
}

SourceLocation Placer::byAnchor(const ProgramFinding &F, FileID File) const {
  SourceLocation Found;
  for (const NamedDecl *D : Anchors.decls(F.Anchor.USR)) {
    SourceLocation Loc = Sources.getFileLoc(D->getLocation());
    if (Sources.getFileID(Loc) != File)
      continue;
    if (F.Anchor.Is == FindingAnchor::Container) {
      const auto *V = dyn_cast<VarDecl>(D);
      if (Found.isInvalid() || (V && V->isThisDeclarationADefinition()))
        Found = Loc;
      continue;
    }
    const auto *Function = dyn_cast<FunctionDecl>(D);
    if (Function && Function->doesThisDeclarationHaveABody())
      return byText(F.At, File,
                    Sources.getSpellingLineNumber(Sources.getFileLoc(
                        Function->getSourceRange().getBegin())),
                    Sources.getSpellingLineNumber(Sources.getFileLoc(
                        Function->getSourceRange().getEnd())));
  }
  return Found;
}

/// A file without a place where it is included would pass for the main file,
/// and what it has notes of for the user's.
FileID Placer::load(StringRef Path) {
  auto File = Sources.getFileManager().getOptionalFileRef(
      absolutePath(Path, From.Root));
  if (!File)
    return {};
  FileID Known = Sources.translateFile(*File);
  return Known.isValid()
             ? Known
             : Sources.createFileID(
                   *File, Sources.getLocForStartOfFile(Sources.getMainFileID()),
                   SrcMgr::C_User);
}

/// Most notes are about files that this unit does not include.
PlacedNote Placer::note(const PinnedNote &Note, SourceLocation Finding) {
  const Place &Where = Note.At.Where;
  if (Where.File.empty())
    return {Finding, Note.Text};
  auto [It, New] = Files.try_emplace(Where.File);
  if (New)
    It->second = load(Where.File);
  SourceLocation Loc;
  if (It->second.isValid())
    Loc = isUnchanged(Where.File, It->second)
              ? at(It->second, Where.Line, Where.Column)
              : byText(Note.At, It->second, 1, ~0u);
  if (Loc.isValid())
    return {Loc, Note.Text};
  return {Finding, Note.Text + " (" + Where.File + ":" +
                       std::to_string(Where.Line) + ", edited since)"};
}

void Placer::run(PlacedFindings &Out) {
  findFiles();
  std::vector<std::pair<const ProgramFinding *, FileID>> Here;
  bool Edited = false;
  for (const ProgramFinding &F : From.Program.Findings) {
    auto It = Files.find(F.At.Where.File);
    if (It == Files.end() || It->second.isInvalid())
      continue;
    Here.push_back({&F, It->second});
    if (!isUnchanged(F.At.Where.File, It->second)) {
      Edited = true;
      Anchors.want(F.Anchor);
    }
  }
  if (Edited)
    Anchors.TraverseDecl(Context.getTranslationUnitDecl());
  for (auto [F, File] : Here) {
    const Place &Where = F->At.Where;
    SourceLocation Loc = isUnchanged(Where.File, File)
                             ? at(File, Where.Line, Where.Column)
                             : byAnchor(*F, File);
    if (Loc.isInvalid()) {
      ++Out.Lost[Where.File];
      continue;
    }
    PlacedFinding Placed{F, Loc, {}};
    for (const PinnedNote &Note : F->Notes)
      Placed.Notes.push_back(note(Note, Loc));
    Out.Findings.push_back(std::move(Placed));
  }
}

PlacedFindings::PlacedFindings(const ProgramFindings &From,
                               ASTContext &Context) {
  Placer(From, Context).run(*this);
}

} // namespace clang::tidy::mapwarden
