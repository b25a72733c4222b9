//===- Collector.h - One compile command in, facts out ---------*- C++ -*-===//
#ifndef MAPWARDEN_DRIVER_COLLECTOR_H
#define MAPWARDEN_DRIVER_COLLECTOR_H

#include "Driver/CompileDatabase.h"
#include "Extract/Extraction.h"
#include "Facts/Unit.h"
#include <array>

namespace mapwarden {

/// BLAKE3, shortened.
using Digest = std::array<uint8_t, 16>;

/// A file that was read, and what it held then.
struct ReadFile {
  std::string Path; ///< Absolute.
  Digest Content;
};

struct PreparedHeaders;

struct CollectedUnit {
  UnitFacts Unit;
  std::vector<ReadFile> Files; ///< All, system headers too; sorted by path.
  /// Files that were looked for and not there: if one appears, another file
  /// may be included. Absolute, sorted.
  std::vector<std::string> Absent;
  std::vector<std::string> DroppedFlags; ///< See AdaptedCommand.
};

struct CollectorOptions {
  std::string Root; ///< Absolute; paths below it become relative to it.
  AnalysisOptions Analysis;
};

/// Parses \p Command, without the bodies of functions in system headers, and
/// extracts its facts. Changes the process's current folder to the command's.
/// What goes wrong is in the unit's Status and Problem.
/// \param Prepared see parseUnit().
CollectedUnit collectUnit(const CompileCommand &Command, const Catalog &Rows,
                          const CollectorOptions &Options,
                          const PreparedHeaders *Prepared = nullptr);

/// The facts of a unit that could not be parsed, because of \p Problem.
UnitFacts failedUnit(const CompileCommand &Command, llvm::StringRef Root,
                     std::string Problem);

} // namespace mapwarden

#endif
