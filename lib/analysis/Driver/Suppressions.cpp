#include "Driver/Suppressions.h"
#include "Driver/Files.h"
#include "Report/ProgramFile.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace mapwarden {

const SourceReader::ReadFile &SourceReader::read(StringRef File) {
  auto It = Files.find(File);
  if (It != Files.end())
    return It->second;
  ReadFile &Read = Files[File.str()];
  auto Buffer = MemoryBuffer::getFile(absolutePath(File, Root),
                                      /*IsText=*/true);
  if (!Buffer)
    return Read;
  Read.Digest = digestOfContent((*Buffer)->getBuffer());
  for (StringRef Rest = (*Buffer)->getBuffer(); !Rest.empty();) {
    auto [Line, Next] = Rest.split('\n');
    Read.Lines.push_back(Line.rtrim('\r').str());
    Rest = Next;
  }
  return Read;
}

const std::vector<std::string> &SourceReader::lines(StringRef File) {
  return read(File).Lines;
}

std::optional<uint64_t> SourceReader::digest(StringRef File) {
  return read(File).Digest;
}

std::optional<std::string> SourceReader::line(StringRef File, uint32_t Number) {
  const std::vector<std::string> &Lines = lines(File);
  if (!Number || Number > Lines.size())
    return std::nullopt;
  return Lines[Number - 1];
}

namespace {

enum class Mark : uint8_t { Line, NextLine, Begin, End };

/// One comment of a line.
struct Comment {
  Mark Kind = Mark::Line;
  std::optional<StringRef> Checks; ///< In brackets; none: all.
  StringRef Reason;

  bool names(StringRef Rule) const;
};

} // namespace

/// As clang-tidy reads the list: globs, separated by commas.
bool Comment::names(StringRef Rule) const {
  if (!Checks)
    return true;
  SmallVector<StringRef, 4> Globs;
  Checks->split(Globs, ',');
  std::string Check = ("mapwarden-" + Rule).str();
  return llvm::any_of(Globs, [&](StringRef G) {
    auto Pattern = GlobPattern::create(G.trim());
    if (!Pattern) {
      consumeError(Pattern.takeError());
      return false;
    }
    return Pattern->match(Check);
  });
}

/// The next comment of a line; \p Line becomes what follows it.
static std::optional<Comment> nextComment(StringRef &Line) {
  static constexpr StringLiteral Word("NOLINT");
  size_t At = Line.find(Word);
  if (At == StringRef::npos) {
    Line = "";
    return std::nullopt;
  }
  Line = Line.drop_front(At + Word.size());
  Comment C;
  if (Line.consume_front("NEXTLINE"))
    C.Kind = Mark::NextLine;
  else if (Line.consume_front("BEGIN"))
    C.Kind = Mark::Begin;
  else if (Line.consume_front("END"))
    C.Kind = Mark::End;
  if (Line.starts_with("(")) {
    size_t End = Line.find(')');
    if (End != StringRef::npos) {
      C.Checks = Line.slice(1, End);
      Line = Line.drop_front(End + 1);
    }
  }
  C.Reason = Line.take_front(Line.find(Word)).trim(" \t:-*/");
  return C;
}

/// The comment that holds for \p Rule in line \p Number.
static std::optional<std::string> reasonAt(ArrayRef<std::string> Lines,
                                           uint32_t Number, StringRef Rule) {
  std::optional<std::string> Block;
  for (uint32_t I = 1; I <= Number && I <= Lines.size(); ++I) {
    StringRef Line = Lines[I - 1];
    while (!Line.empty()) {
      auto C = nextComment(Line);
      if (!C || !C->names(Rule))
        continue;
      if (C->Kind == Mark::Begin)
        Block = C->Reason.str();
      else if (C->Kind == Mark::End)
        Block.reset();
      else if (I + (C->Kind == Mark::NextLine) == Number)
        return C->Reason.str();
    }
  }
  return Block;
}

void applySourceComments(Report &R, SourceReader &Sources) {
  for (ReportFinding &F : R.Findings) {
    if (F.Suppressed.By != Suppression::None)
      continue;
    if (auto Reason =
            reasonAt(Sources.lines(F.Where.File), F.Where.Line, F.Rule))
      F.Suppressed = {Suppression::InSource, std::move(*Reason)};
  }
}

Error applyExcludes(Report &R, ArrayRef<std::string> Globs) {
  for (const std::string &Text : Globs) {
    auto Pattern = GlobPattern::create(Text);
    if (!Pattern)
      return createStringError("the glob '" + Text +
                               "': " + toString(Pattern.takeError()));
    for (ReportFinding &F : R.Findings)
      if (F.Suppressed.By == Suppression::None && Pattern->match(F.Where.File))
        F.Suppressed = {Suppression::Config, "matches exclude '" + Text + "'"};
    llvm::erase_if(R.Maps,
                   [&](const ReportMap &M) { return Pattern->match(M.File); });
  }
  return Error::success();
}

} // namespace mapwarden
