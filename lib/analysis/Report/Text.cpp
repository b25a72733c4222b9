//===- Text.cpp - As the compiler writes its warnings ---------------------===//
#include "Report/Writers.h"
#include "llvm/ADT/MapVector.h"

namespace mapwarden {

namespace {

/// ANSI escape sequences, or nothing.
class Palette {
public:
  explicit Palette(bool On) : On(On) {}
  llvm::StringRef bold() const { return On ? "\x1b[1m" : ""; }
  llvm::StringRef warning() const { return On ? "\x1b[1;35m" : ""; }
  llvm::StringRef note() const { return On ? "\x1b[1;36m" : ""; }
  llvm::StringRef end() const { return On ? "\x1b[0m" : ""; }

private:
  bool On;
};

} // namespace

static void writePlace(const Place &At, llvm::raw_ostream &OS) {
  if (At.File.empty())
    return;
  OS << oneLine(At.File) << ':';
  if (At.Line)
    OS << At.Line << ':';
  if (At.Line && At.Column)
    OS << At.Column << ':';
  OS << ' ';
}

static void writeFinding(const ReportFinding &F, const Palette &P,
                         llvm::raw_ostream &OS) {
  OS << P.bold();
  writePlace(F.Where, OS);
  OS << P.warning() << "warning: " << P.end() << P.bold() << oneLine(F.Message)
     << P.end() << " [mapwarden-" << F.Rule << "]\n";
  for (const ReportNote &N : F.Notes) {
    OS << P.bold();
    writePlace(N.Where, OS);
    OS << P.note() << "note: " << P.end() << oneLine(N.Text) << '\n';
  }
}

static std::string counted(size_t N, llvm::StringRef Noun) {
  return std::to_string(N) + " " + Noun.str() + (N == 1 ? "" : "s");
}

/// The inventory's verdicts as the summary names them, in its order. A removal
/// that possibly misses some entries still is one.
static llvm::StringRef summaryWord(const ReportMap &M) {
  const llvm::StringRef Verdict = M.Verdict;
  if (Verdict == "partial" && M.Confidence == "possible")
    return "bounded";
  if (Verdict == "no-growth" || Verdict == "erased" ||
      Verdict.starts_with("bounded"))
    return "bounded";
  return Verdict == "teardown-only" || Verdict == "dead-eviction" ||
                 Verdict == "partial"
             ? "unbounded"
             : Verdict;
}

std::string summaryOf(const Report &R, unsigned CachedUnits) {
  size_t Shown = llvm::count_if(R.Findings, isShown);
  std::string Out = counted(Shown, "finding");
  if (size_t Hidden = R.Findings.size() - Shown)
    Out += " (" + std::to_string(Hidden) + " suppressed)";
  Out += " in " + counted(R.Units, "TU");
  size_t Failed = llvm::count_if(
      R.Problems, [](const ReportProblem &P) { return P.Failed; });
  std::string Aside;
  for (auto [N, What] :
       {std::pair<size_t, llvm::StringRef>(CachedUnits, "cached"),
        {Failed, "not analysed"},
        {R.Problems.size() - Failed, "with errors"}})
    if (N)
      Aside +=
          (Aside.empty() ? "" : ", ") + std::to_string(N) + " " + What.str();
  if (!Aside.empty())
    Out += " (" + Aside + ")";

  llvm::MapVector<llvm::StringRef, size_t> Counts;
  for (llvm::StringRef Word :
       {"unbounded", "bounded", "short-lived", "unknown"})
    Counts[Word] = 0;
  for (const ReportMap &M : R.Maps)
    ++Counts[summaryWord(M)];
  Out += ", " + counted(R.Maps.size(), "map");
  llvm::StringRef Separator = ": ";
  for (auto [Word, N] : Counts) {
    if (!N)
      continue;
    Out += Separator.str() + std::to_string(N) + " " + Word.str();
    Separator = ", ";
  }
  return Out;
}

void writeText(const Report &R, llvm::raw_ostream &OS,
               const RenderOptions &Options) {
  Palette P(Options.Colors);
  for (const ReportFinding &F : R.Findings)
    if (isShown(F))
      writeFinding(F, P, OS);
  if (Options.Summary)
    OS << summaryOf(R, Options.CachedUnits) << '\n';
}

} // namespace mapwarden
