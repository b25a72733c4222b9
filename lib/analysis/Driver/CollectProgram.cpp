#include "Driver/CollectProgram.h"
#include "Driver/FactsCache.h"
#include "Driver/HeaderGroups.h"
#include "Driver/UnitRecord.h"
#include "Facts/Serialize.h"
#include <set>

using namespace llvm;

namespace mapwarden {

namespace {

class ProgramCollector {
public:
  explicit ProgramCollector(const CollectRequest &Request)
      : Request(Request), Commands(Request.Database.Commands),
        Records(Commands.size()) {
    Progress.Total = Commands.size();
  }

  CollectSummary run();

private:
  void lookUp();
  void collect();
  void finish(size_t Command, JobOutcome Outcome);
  UnitFacts factsOf(size_t Command);
  void report() {
    if (Request.Progress)
      Request.Progress(Progress);
  }

  const CollectRequest &Request;
  const std::vector<CompileCommand> &Commands;
  std::vector<UnitRecord> Records;
  std::vector<size_t> Pending; ///< Commands that have to be parsed.
  std::set<size_t> FromCache;  ///< Commands whose record is an old one.
  CollectProgress Progress;
};

} // namespace

void ProgramCollector::lookUp() {
  for (size_t I = 0; I < Commands.size(); ++I) {
    if (Request.Cache) {
      if (auto Known = Request.Cache->find(Commands[I])) {
        Records[I] = std::move(*Known);
        FromCache.insert(I);
        ++Progress.Done;
        ++Progress.Cached;
        continue;
      }
    }
    Pending.push_back(I);
  }
  report();
}

void ProgramCollector::finish(size_t Command, JobOutcome Outcome) {
  ++Progress.Done;
  UnitRecord &Record = Records[Command];
  if (!Outcome.Failure.empty() || !Record.decode(Outcome.Output)) {
    std::string Why =
        Outcome.Failure.empty() ? "its facts were cut off" : Outcome.Failure;
    // A crash may be the machine's fault: it is not kept.
    Record = UnitRecord();
    Record.setFacts(failedUnit(Commands[Command], Request.Options.Root,
                               "the front end did not finish: " + Why));
  } else if (Request.Cache) {
    Request.Cache->insert(Commands[Command], Record);
  }
  report();
}

void ProgramCollector::collect() {
  HeaderGroups Headers;
  Headers.prepare(Commands, Pending, Request.Limits);
  runJobs(
      Pending.size(), Request.Limits,
      [&](size_t Job) {
        const size_t Command = Pending[Job];
        CollectedUnit Unit = collectUnit(Commands[Command], Request.Rows,
                                         Request.Options, Headers.of(Command));
        return UnitRecord(std::move(Unit)).encode();
      },
      [&](size_t Job, JobOutcome Outcome) {
        finish(Pending[Job], std::move(Outcome));
      });
}

/// A damaged record of the cache is collected again; it cannot be damaged
/// twice, but its unit may crash.
UnitFacts ProgramCollector::factsOf(size_t Command) {
  auto Facts = Records[Command].facts(Commands[Command].File);
  if (Facts)
    return std::move(*Facts);
  if (!FromCache.count(Command))
    return failedUnit(Commands[Command], Request.Options.Root,
                      toString(Facts.takeError()));
  consumeError(Facts.takeError());
  Pending = {Command};
  --Progress.Done;
  --Progress.Cached;
  collect();
  Facts = Records[Command].facts(Commands[Command].File);
  if (Facts)
    return std::move(*Facts);
  return failedUnit(Commands[Command], Request.Options.Root,
                    toString(Facts.takeError()));
}

CollectSummary ProgramCollector::run() {
  lookUp();
  collect();
  CollectSummary Summary;
  for (size_t I = 0; I < Commands.size(); ++I) {
    Request.Use(factsOf(I));
    llvm::append_range(Summary.DroppedFlags, Records[I].DroppedFlags);
    Records[I] = UnitRecord();
  }
  for (const std::string &File : Request.Database.Missing) {
    CompileCommand Gone;
    Gone.File = File;
    Request.Use(
        failedUnit(Gone, Request.Options.Root, "there is no such file"));
  }
  if (Request.Cache)
    Request.Cache->finish();
  Summary.Cached = Progress.Cached;
  llvm::sort(Summary.DroppedFlags);
  Summary.DroppedFlags.erase(
      std::unique(Summary.DroppedFlags.begin(), Summary.DroppedFlags.end()),
      Summary.DroppedFlags.end());
  return Summary;
}

CollectSummary collectProgram(const CollectRequest &Request) {
  return ProgramCollector(Request).run();
}

} // namespace mapwarden
