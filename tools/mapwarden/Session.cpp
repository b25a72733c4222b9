#include "Session.h"
#include "Driver/FactsCache.h"
#include "Driver/Files.h"
#include "Driver/Suppressions.h"
#include "Report/Rules.h"
#include "StatusLine.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace llvm;

namespace mapwarden {

/// What a unit of a large program takes at its peak.
static constexpr uint64_t BytesPerJob = uint64_t(3) << 29;

static void warn(const Twine &Text) {
  errs() << "mapwarden: warning: " << Text << "\n";
}

void noteDroppedFlags(ArrayRef<std::string> Flags) {
  if (!Flags.empty())
    errs() << "mapwarden: note: flags left out of the compile commands: "
           << join(Flags, " ") << "\n";
}

void printProblems(const Report &R) {
  for (const ReportProblem &Problem : R.Problems)
    errs() << Problem.Source << ": "
           << (Problem.Failed ? "not analysed: " : "analysed with errors: ")
           << Problem.Text << "\n";
}

Error loadConfig(const Options &O, StringRef Root, Project &Out) {
  SmallString<256> Path(O.Config);
  if (Path.empty()) {
    Path = Root;
    sys::path::append(Path, ".mapwarden.yaml");
    if (!sys::fs::exists(Path))
      return Error::success();
  }
  SmallVector<StringRef, 16> Rules;
  for (const RuleInfo &Rule : ruleTable())
    Rules.push_back(Rule.Id);
  Expected<ProjectConfig> Loaded = ProjectConfig::load(Path, Rules);
  if (!Loaded)
    return Loaded.takeError();
  Out.Config = std::move(*Loaded);
  Out.ConfigPath = std::string(Path);
  return Error::success();
}

/// A build folder: it holds the database, and of the sources only the few that
/// the build generates.
static bool isBuildFolder(const CompileDatabase &Database, StringRef Root) {
  const auto Inside =
      llvm::count_if(Database.Commands, [&](const CompileCommand &C) {
        return isBelow(C.File, Root);
      });
  return sys::path::parent_path(Database.Path) == Root && Inside != 0 &&
         2 * size_t(Inside) < Database.Commands.size();
}

/// Whether sources lie below the root; where they do by way of a link only, the
/// root gets the name that the compile commands use for it.
static bool holdsSources(const CompileDatabase &Database, std::string &Root) {
  if (isBuildFolder(Database, Root))
    return false;
  if (llvm::any_of(Database.Commands, [&](const CompileCommand &C) {
        return isBelow(C.File, Root);
      }))
    return true;
  SmallString<256> Real;
  if (sys::fs::real_path(Root, Real))
    return false;
  for (const CompileCommand &C : Database.Commands) {
    SmallString<256> File;
    StringRef Spelt = C.File;
    if (sys::fs::real_path(C.File, File) || !isBelow(File, Real) ||
        !Spelt.consume_back(StringRef(File).drop_front(Real.size())))
      continue;
    Root = Spelt.str();
    return true;
  }
  return false;
}

Expected<Project> openProject(const Options &O) {
  if (O.Arguments.size() > 1)
    return createStringError("one PATH at a time; '" + O.Arguments[1] +
                             "' is too much");
  Project P;
  P.Root = absolutePath(O.Arguments.empty() ? "." : O.Arguments.front());
  if (!sys::fs::is_directory(P.Root))
    return createStringError("there is no folder '" + P.Root + "'");
  std::string Path = O.Database;
  if (Path.empty()) {
    Expected<std::string> Found = findDatabase(P.Root);
    if (!Found)
      return Found.takeError();
    Path = *Found;
  }
  Expected<CompileDatabase> Database = readDatabase(Path);
  if (!Database)
    return Database.takeError();
  P.Database = std::move(*Database);
  // A build folder beside the sources, or -p from elsewhere: the sources tell
  // where the project is.
  if (!holdsSources(P.Database, P.Root)) {
    const std::string Given =
        std::exchange(P.Root, commonFolder(P.Database, P.Root));
    errs() << "mapwarden: note: the root is " << P.Root
           << ", which the sources of " << P.Database.Path
           << " share: few or none of them lie in " << Given << "\n";
  }
  if (Error E = loadConfig(O, P.Root, P))
    return std::move(E);
  return P;
}

void Collection::add(UnitFacts Unit) {
  ++Count;
  if (Unit.Status != UnitStatus::Complete)
    Problems.push_back(
        {Unit.Source, Unit.Status == UnitStatus::Failed, Unit.Problem});
  Units.add(std::move(Unit));
}

/// The part of the configuration that facts depend on, as text.
static std::string settingOf(const Project &P) {
  if (P.ConfigPath.empty())
    return "";
  auto Buffer = MemoryBuffer::getFile(P.ConfigPath);
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

void collectUnits(const Options &O, const Project &P, Collection &Out) {
  std::optional<FactsCache> Cache;
  std::string Folder =
      O.CacheFolder.empty() ? defaultCacheFolder() : O.CacheFolder;
  if (!O.NoCache && !Folder.empty())
    Cache.emplace(
        CacheOptions{absolutePath(Folder), O.CacheLimit, P.Root, settingOf(P)});
  StatusLine Status(O.Quiet);
  CollectRequest Request{P.Database, P.Config.Rows, {}, {}, nullptr, {}, {}};
  Request.Options.Root = P.Root;
  Request.Options.Analysis.InitFunctions = P.Config.InitFunctions;
  Request.Limits.Jobs = O.Jobs ? O.Jobs : defaultJobs(BytesPerJob);
  Request.Limits.Timeout = std::chrono::seconds(O.Timeout);
  Request.Cache = Cache ? &*Cache : nullptr;
  Request.Use = [&](UnitFacts Unit) { Out.add(std::move(Unit)); };
  Request.Progress = [&](const CollectProgress &Progress) {
    Status.collecting(Progress);
  };
  CollectSummary Summary = collectProgram(Request);
  Out.Cached = Summary.Cached;
  Status.clear();
  noteDroppedFlags(Summary.DroppedFlags);
  if (Cache && !Cache->warning().empty())
    warn(Cache->warning());
}

/// The level of \p Rule as the configuration has it; none: "off".
static std::optional<Confidence>
levelOf(const Options &O, const ProjectConfig &Config, StringRef Rule) {
  auto It = Config.Levels.find(Rule.str());
  if (It == Config.Levels.end())
    It = Config.Levels.find("*");
  if (It != Config.Levels.end() && It->second == "off")
    return std::nullopt;
  if (O.Level)
    return O.Level;
  if (It != Config.Levels.end())
    for (Confidence C : {Confidence::Possible, Confidence::Proved})
      if (It->second == spelling(C))
        return C;
  return Confidence::Likely;
}

/// The baseline that --baseline names, or the project's own if there is one.
/// What it holds in vain is told: it would hide the next finding of its kind.
static Error suppressKnown(const Options &O, const Project &P, Report &R) {
  std::string Path = absolutePath(
      O.Baseline.empty() ? StringRef(DefaultBaseline) : StringRef(O.Baseline),
      O.Baseline.empty() ? StringRef(P.Root) : StringRef());
  if (O.Command->Name == "baseline" ||
      (O.Baseline.empty() && !sys::fs::exists(Path)))
    return Error::success();
  Expected<Baseline> Known = readBaseline(Path);
  if (!Known)
    return Known.takeError();
  std::vector<BaselineEntry> Stale = applyBaseline(*Known, R);
  if (!Stale.empty() && R.Problems.empty())
    warn(Path + ": " + Twine(Stale.size()) +
         " entries stand for findings that are gone (the first: " +
         Stale.front().Message + "); `mapwarden baseline prune` removes them");
  return Error::success();
}

void printConfig(const Options &O, const Project &P, raw_ostream &OS) {
  OS << "root: " << P.Root << "\ncompile-commands: " << P.Database.Path
     << "\nunits: " << P.Database.Commands.size()
     << "\nconfig: " << (P.ConfigPath.empty() ? "none" : P.ConfigPath)
     << "\nlevels:\n";
  for (const RuleInfo &Rule : ruleTable()) {
    auto Level = levelOf(O, P.Config, Rule.Id);
    OS << "  " << Rule.Id << ": " << (Level ? spelling(*Level) : "off") << "\n";
  }
  auto List = [&](StringRef Name, ArrayRef<std::string> Texts) {
    OS << Name << ": [" << join(Texts, ", ") << "]\n";
  };
  std::vector<std::string> Globs = P.Config.Exclude;
  llvm::append_range(Globs, O.Exclude);
  List("exclude", Globs);
  List("init-functions", P.Config.InitFunctions);
  OS << "jobs: " << (O.Jobs ? O.Jobs : defaultJobs(BytesPerJob)) << "\ncache: "
     << (O.NoCache               ? "off"
         : O.CacheFolder.empty() ? defaultCacheFolder()
                                 : O.CacheFolder)
     << "\n";
}

Expected<Report> judgeProgram(const Options &O, const Project &P,
                              Collection &Units) {
  ProgramFacts Program = ProgramFacts::link(Units.Units.finish());
  std::vector<Finding> Findings = judge(Program);
  std::vector<InventoryRow> Maps = takeInventory(Program, Findings);
  Report R = makeReport(Program, Findings, Maps, Confidence::Possible);
  llvm::erase_if(R.Findings, [&](const ReportFinding &F) {
    // Code outside of the project is somebody else's.
    return !levelOf(O, P.Config, F.Rule) ||
           sys::path::is_absolute(F.Where.File);
  });
  llvm::erase_if(R.Maps, [](const ReportMap &M) {
    return sys::path::is_absolute(M.File);
  });
  R.Units = Units.Count;
  R.Problems = std::move(Units.Problems);
  llvm::sort(R.Problems, [](const ReportProblem &A, const ReportProblem &B) {
    return std::tie(A.Source, A.Text) < std::tie(B.Source, B.Text);
  });
  std::vector<std::string> Globs = P.Config.Exclude;
  llvm::append_range(Globs, O.Exclude);
  if (Error E = applyExcludes(R, Globs))
    return std::move(E);
  SourceReader Sources(P.Root);
  applySourceComments(R, Sources);
  for (const ReportFinding &F : R.Findings)
    if (F.Sure < *levelOf(O, P.Config, F.Rule))
      R.BelowLevel.push_back(F);
  llvm::erase_if(R.Findings, [&](const ReportFinding &F) {
    return F.Sure < *levelOf(O, P.Config, F.Rule);
  });
  if (Error E = suppressKnown(O, P, R))
    return std::move(E);
  return R;
}

static bool wantsColors(const Options &O, StringRef Path) {
  if (O.Colors != "auto")
    return O.Colors == "always";
  const char *NoColor = getenv("NO_COLOR");
  return Path == "-" && !(NoColor && *NoColor) &&
         sys::Process::StandardOutHasColors();
}

std::optional<Format> formatByName(StringRef Path) {
  Expected<Format> F = parseFormat(
      sys::path::extension(Path).drop_while([](char C) { return C == '.'; }));
  if (F)
    return *F;
  consumeError(F.takeError());
  return std::nullopt;
}

Error writeOutputs(const Options &O, const Project &P, const Report &R,
                   unsigned Cached, Format Default) {
  std::vector<OutputRequest> Outputs = O.Outputs;
  if (Outputs.empty())
    Outputs.push_back({});
  printProblems(R);
  SourceReader Sources(P.Root);
  bool Told = false;
  for (const OutputRequest &Each : Outputs) {
    const Format As =
        Each.As ? *Each.As : formatByName(Each.Path).value_or(Default);
    RenderOptions Render;
    Render.Colors = wantsColors(O, Each.Path);
    Render.CachedUnits = Each.Path == "-" ? Cached : 0;
    Render.Source = [&](StringRef File, uint32_t Line) {
      return Sources.line(File, Line);
    };
    Render.Digest = [&](StringRef File) { return Sources.digest(File); };
    Render.Root =
        pathFrom(sys::path::parent_path(absolutePath(Each.Path)), P.Root);
    Told |= As == Format::Text && Each.Path == "-";
    if (Error E = writeFileWhole(Each.Path, [&](raw_ostream &OS) {
          writeReport(R, As, OS, Render);
        }))
      return E;
  }
  // A machine format on the standard output is alone there.
  if (!Told && !O.Quiet)
    errs() << summaryOf(R, Cached) << "\n";
  return Error::success();
}

int exitCodeOf(const Options &O, const Report &R) {
  if (!R.Problems.empty())
    return Incomplete;
  bool Left = llvm::any_of(R.Findings, [](const ReportFinding &F) {
    return F.Suppressed.By == Suppression::None;
  });
  return Left && !O.ExitZero ? Findings : Clean;
}

} // namespace mapwarden
