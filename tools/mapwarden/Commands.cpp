#include "Commands.h"
#include "Driver/Files.h"
#include "Facts/Serialize.h"
#include "Report/Diff.h"
#include "Report/Rules.h"
#include "Session.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace mapwarden {

Expected<int> analyze(const Options &O) {
  Expected<Project> P = openProject(O);
  if (!P)
    return P.takeError();
  if (O.PrintConfig) {
    printConfig(O, *P, outs());
    return Clean;
  }
  Collection Units;
  collectUnits(O, *P, Units);
  Expected<Report> R = judgeProgram(O, *P, Units);
  if (!R)
    return R.takeError();
  if (Error E = writeOutputs(O, *P, *R, Units.Cached))
    return std::move(E);
  return exitCodeOf(O, *R);
}

/// The same run; findings are not its subject.
Expected<int> inventory(const Options &O) {
  Expected<Project> P = openProject(O);
  if (!P)
    return P.takeError();
  Collection Units;
  collectUnits(O, *P, Units);
  Expected<Report> R = judgeProgram(O, *P, Units);
  if (!R)
    return R.takeError();
  if (Error E = writeOutputs(O, *P, *R, Units.Cached, Format::Json))
    return std::move(E);
  return R->Problems.empty() ? Clean : Incomplete;
}

Expected<int> collect(const Options &O) {
  if (O.Arguments.size() != 1 || O.Output.empty())
    return createStringError("usage: mapwarden collect -o X.facts SRC -- "
                             "FLAGS");
  CompileCommand Command;
  Command.Directory = absolutePath(".");
  Command.File = absolutePath(O.Arguments.front());
  Command.Arguments = {"clang++"};
  llvm::append_range(Command.Arguments, O.Compiler);
  if (!sys::fs::exists(Command.File))
    return createStringError("there is no file '" + O.Arguments.front() + "'");
  Project P;
  P.Root = Command.Directory;
  if (Error E = loadConfig(O, P.Root, P))
    return std::move(E);
  CollectorOptions Collecting;
  Collecting.Root = P.Root;
  Collecting.Analysis.InitFunctions = P.Config.InitFunctions;
  CollectedUnit Collected = collectUnit(Command, P.Config.Rows, Collecting);
  noteDroppedFlags(Collected.DroppedFlags);
  const UnitFacts &Unit = Collected.Unit;
  if (Error E = writeFileWhole(O.Output,
                               [&](raw_ostream &OS) { writeFacts(Unit, OS); }))
    return std::move(E);
  if (Unit.Status == UnitStatus::Complete)
    return Clean;
  errs() << Unit.Source << ": " << Unit.Problem << "\n";
  return Incomplete;
}

static Expected<UnitFacts> readFactsFile(StringRef Path) {
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false,
                                      /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             Path + ": " + Buffer.getError().message());
  return readFacts(**Buffer);
}

/// `-o report.sarif` tells the format by its name.
static Expected<Options> withOutput(Options O) {
  if (O.Output.empty())
    return O;
  if (!O.Outputs.empty() && O.Outputs.back().Path == "-") {
    O.Outputs.back().Path = O.Output;
    return O;
  }
  std::optional<Format> F = formatByName(O.Output);
  if (!F)
    return createStringError("-o " + O.Output +
                             ": the name does not end in .sarif, .json, "
                             ".html, .facts or .text; name the format with "
                             "--format");
  O.Outputs.push_back({F, O.Output});
  return O;
}

Expected<int> link(const Options &Given) {
  Expected<Options> O = withOutput(Given);
  if (!O)
    return O.takeError();
  if (O->Arguments.empty())
    return createStringError("usage: mapwarden link -o report.sarif *.facts");
  Project P;
  P.Root = absolutePath(".");
  if (Error E = loadConfig(*O, P.Root, P))
    return std::move(E);
  Collection Units;
  for (const std::string &Path : O->Arguments) {
    Expected<UnitFacts> Unit = readFactsFile(Path);
    if (!Unit)
      return Unit.takeError();
    Units.add(std::move(*Unit));
  }
  Expected<Report> R = judgeProgram(*O, P, Units);
  if (!R)
    return R.takeError();
  if (Error E = writeOutputs(*O, P, *R, /*Cached=*/0))
    return std::move(E);
  return exitCodeOf(*O, *R);
}

Expected<int> facts(const Options &O) {
  std::string Path =
      O.Print.empty() && O.Arguments.size() == 1 ? O.Arguments[0] : O.Print;
  if (Path.empty())
    return createStringError("usage: mapwarden facts --print X.facts");
  Expected<UnitFacts> Unit = readFactsFile(Path);
  if (!Unit)
    return Unit.takeError();
  printFacts(*Unit, outs());
  return Clean;
}

static Expected<std::unique_ptr<MemoryBuffer>> readText(StringRef Path) {
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             Path + ": " + Buffer.getError().message());
  return std::move(*Buffer);
}

Expected<Baseline> readBaseline(StringRef Path) {
  auto Text = readText(Path);
  if (!Text)
    return createStringError("the baseline " + toString(Text.takeError()) +
                             "; `mapwarden baseline create` makes one");
  return parseBaseline((*Text)->getBuffer(), Path);
}

Expected<int> baseline(const Options &Given) {
  Options O = Given;
  std::string What = O.Arguments.empty() ? "" : O.Arguments.front();
  if (What != "create" && What != "update" && What != "prune")
    return createStringError("usage: mapwarden baseline create|update|prune "
                             "[PATH] [--baseline FILE]");
  O.Arguments.erase(O.Arguments.begin());
  Expected<Project> P = openProject(O);
  if (!P)
    return P.takeError();
  std::string Path = std::exchange(O.Baseline, "");
  if (Path.empty())
    Path = absolutePath(DefaultBaseline, P->Root);
  Path = absolutePath(Path);
  Baseline Old;
  if (What != "create") {
    Expected<Baseline> Read = readBaseline(Path);
    if (!Read)
      return Read.takeError();
    Old = std::move(*Read);
  } else if (sys::fs::exists(Path)) {
    return createStringError("there is a baseline already, " + Path +
                             ", and the reasons in it would be lost; "
                             "`mapwarden baseline update` keeps them");
  }
  Collection Units;
  collectUnits(O, *P, Units);
  Expected<Report> R = judgeProgram(O, *P, Units);
  if (!R)
    return R.takeError();
  printProblems(*R);
  Expected<Baseline> New = What == "create"   ? createBaseline(*R)
                           : What == "update" ? updateBaseline(Old, *R)
                                              : pruneBaseline(Old, *R);
  if (!New)
    return New.takeError();
  if (Error E = writeFileWhole(
          Path, [&](raw_ostream &OS) { writeBaseline(*New, OS); }))
    return std::move(E);
  errs() << Path << ": " << New->Entries.size() << " entries, "
         << Old.Entries.size() << " before\n";
  return R->Problems.empty() ? Clean : Incomplete;
}

/// The formats that a difference has.
static Expected<bool> isJson(const OutputRequest &To) {
  const Format As =
      To.As ? *To.As : formatByName(To.Path).value_or(Format::Text);
  if (As != Format::Json && As != Format::Text)
    return createStringError("a difference is written as text or json, not "
                             "as " +
                             spelling(As) + "; name one with --format");
  return As == Format::Json;
}

static Error writeDifference(const FindingDiff &D, const OutputRequest &To) {
  Expected<bool> Json = isJson(To);
  if (!Json)
    return Json.takeError();
  return writeFileWhole(To.Path, [&](raw_ostream &OS) {
    *Json ? writeDiffJson(D, OS) : writeDiff(D, OS);
  });
}

Expected<int> diff(const Options &O) {
  if (O.Arguments.size() != 2)
    return createStringError("usage: mapwarden diff BASE HEAD, two JSON or "
                             "SARIF reports");
  std::vector<FindingRecord> Records[2];
  for (unsigned I = 0; I < 2; ++I) {
    auto Text = readText(O.Arguments[I]);
    if (!Text)
      return Text.takeError();
    auto Read = readFindings((*Text)->getBuffer(), O.Arguments[I]);
    if (!Read)
      return Read.takeError();
    Records[I] = std::move(*Read);
  }
  FindingDiff D = diffFindings(Records[0], Records[1]);
  std::vector<OutputRequest> Outputs = O.Outputs;
  if (Outputs.empty())
    Outputs.push_back({});
  for (const OutputRequest &Each : Outputs)
    if (Error E = writeDifference(D, Each))
      return std::move(E);
  return D.Introduced.empty() || O.ExitZero ? Clean : Findings;
}

Expected<int> explain(const Options &O) {
  if (O.Arguments.size() != 1)
    return createStringError("usage: mapwarden explain RULE");
  if (const RuleInfo *Rule = findRule(O.Arguments.front())) {
    outs() << Rule->Page;
    return Clean;
  }
  std::string Known;
  for (const RuleInfo &R : ruleTable())
    Known += (Known.empty() ? "" : ", ") + R.Id.str();
  return createStringError("there is no rule '" + O.Arguments.front() +
                           "'; there are " + Known);
}

} // namespace mapwarden
