//===- FactsCache.h - Facts that need not be collected again ---*- C++ -*-===//
//
// One file per compile command, named by a digest of the command, the tool and
// its configuration. It says which files were read, with their digests, and
// which were looked for in vain; it holds as long as that is still so. Files
// are written whole and renamed, so that any number of runs may share a cache
// and any of them may be killed.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_DRIVER_FACTSCACHE_H
#define MAPWARDEN_DRIVER_FACTSCACHE_H

#include "Driver/FileDigests.h"
#include "Driver/UnitRecord.h"

namespace mapwarden {

struct CacheOptions {
  std::string Folder;
  uint64_t Limit = 0;  ///< Bytes; the oldest units go first. 0: no limit.
  std::string Root;    ///< Of the project.
  std::string Setting; ///< Whatever else facts depend on: the configuration.
};

/// $XDG_CACHE_HOME/mapwarden or ~/.cache/mapwarden; empty when neither is set.
std::string defaultCacheFolder();

/// Not thread-safe.
class FactsCache {
public:
  explicit FactsCache(CacheOptions Options);

  /// The record of \p Command when nothing it was made from has changed.
  std::optional<UnitRecord> find(const CompileCommand &Command);
  void insert(const CompileCommand &Command, const UnitRecord &Record);
  /// Writes what the next run can use to look at files less closely, and
  /// removes what is over the limit.
  void finish();

  /// Why nothing could be written; empty when all went well.
  const std::string &warning() const { return Warning; }

private:
  std::string keyOf(const CompileCommand &Command) const;
  std::string pathOf(const CompileCommand &Command) const;
  bool holds(const UnitRecord &Record);
  void write(llvm::StringRef Path, const std::string &Content);
  void removeOldest();

  CacheOptions Options;
  std::string Tool; ///< Digest of everything but the command.
  FileDigests Digests;
  bool Inserted = false;
  std::string Warning;
};

} // namespace mapwarden

#endif
