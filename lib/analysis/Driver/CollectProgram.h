//===- CollectProgram.h - All units of a program ---------------*- C++ -*-===//
#ifndef MAPWARDEN_DRIVER_COLLECTPROGRAM_H
#define MAPWARDEN_DRIVER_COLLECTPROGRAM_H

#include "Driver/Collector.h"
#include "Driver/JobPool.h"

namespace mapwarden {

class FactsCache;

/// How far the collection is, for a status line.
struct CollectProgress {
  size_t Done = 0, Total = 0, Cached = 0;
};

struct CollectRequest {
  const CompileDatabase &Database;
  const Catalog &Rows;
  CollectorOptions Options;
  PoolLimits Limits;
  FactsCache *Cache = nullptr; ///< May be null.
  /// Takes each unit, in the order of the database's commands whatever the
  /// number of jobs; then those whose file is missing.
  std::function<void(UnitFacts)> Use;
  std::function<void(const CollectProgress &)> Progress; ///< May be empty.
};

struct CollectSummary {
  size_t Cached = 0;
  /// Flags that were left out of compile commands; sorted.
  std::vector<std::string> DroppedFlags;
};

/// Collects the facts of all commands of the database, each in a process of
/// its own: a unit that crashes the front end is a failed unit.
CollectSummary collectProgram(const CollectRequest &Request);

} // namespace mapwarden

#endif
