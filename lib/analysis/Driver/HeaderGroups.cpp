#include "Driver/HeaderGroups.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include <unistd.h>

using namespace llvm;

namespace mapwarden {

/// Preparing costs about as much as half a dozen units save.
static constexpr size_t MinUnits = 8;
/// So many units of a group are asked which headers they include.
static constexpr size_t SampleSize = 3;

static std::vector<CompileCommand> sampleOf(ArrayRef<CompileCommand> Commands,
                                            ArrayRef<size_t> Units) {
  std::vector<CompileCommand> Result;
  for (size_t I = 0; I < SampleSize; ++I)
    Result.push_back(
        Commands[Units[(2 * I + 1) * Units.size() / (2 * SampleSize)]]);
  return Result;
}

/// A file that is gone when the last process that knows it is; -1 without one.
static int openNameless() {
  int File = -1;
  SmallString<128> Path;
  if (sys::fs::createTemporaryFile("mapwarden", "headers", File, Path))
    return -1;
  sys::fs::remove(Path);
  return File;
}

static std::string pathOf(int File) {
  return "/proc/self/fd/" + std::to_string(File);
}

void HeaderGroups::prepare(ArrayRef<CompileCommand> Commands,
                           ArrayRef<size_t> Pending, const PoolLimits &Limits) {
  if (Pending.size() < MinUnits)
    return;
  StringMap<std::vector<size_t>> ByFlags;
  for (size_t I : Pending)
    if (std::string Key = flagsKey(Commands[I]); !Key.empty())
      ByFlags[Key].push_back(I);
  std::vector<Group *> Jobs;
  for (auto &Each : ByFlags) {
    if (Each.second.size() < MinUnits)
      continue;
    Groups.emplace_back();
    Groups.back().Units = std::move(Each.second);
    Groups.back().File = openNameless();
    if (Groups.back().File >= 0)
      Jobs.push_back(&Groups.back());
  }
  runJobs(
      Jobs.size(), Limits,
      [&](size_t I) -> std::string {
        auto Headers = prepareHeaders(sampleOf(Commands, Jobs[I]->Units),
                                      pathOf(Jobs[I]->File));
        return Headers ? Headers->encode() : "";
      },
      [&](size_t I, JobOutcome Outcome) {
        if (!Jobs[I]->Headers.decode(Outcome.Output))
          return;
        for (size_t Unit : Jobs[I]->Units)
          GroupOf[Unit] = Jobs[I];
      });
}

const PreparedHeaders *HeaderGroups::of(size_t Command) const {
  auto It = GroupOf.find(Command);
  return It == GroupOf.end() ? nullptr : &It->second->Headers;
}

HeaderGroups::~HeaderGroups() {
  for (const Group &G : Groups)
    if (G.File >= 0)
      ::close(G.File);
}

} // namespace mapwarden
