//===- UnitRecord.h - A collected unit as bytes ----------------*- C++ -*-===//
#ifndef MAPWARDEN_DRIVER_UNITRECORD_H
#define MAPWARDEN_DRIVER_UNITRECORD_H

#include "Driver/Collector.h"

namespace mapwarden {

/// A collected unit as it comes out of a child process and lies in the cache:
/// a facts file, and what it was made from.
struct UnitRecord {
  UnitRecord() = default;
  explicit UnitRecord(CollectedUnit Unit);

  std::vector<ReadFile> Files;
  std::vector<std::string> Absent;
  std::vector<std::string> DroppedFlags;
  std::string FactsFile; ///< See writeFacts().

  void setFacts(const UnitFacts &Facts);
  /// An error that names \p Name when the facts file is damaged.
  llvm::Expected<UnitFacts> facts(llvm::StringRef Name) const;

  std::string encode() const;
  /// False when \p Bytes are no record, in which case this is not usable.
  /// Everything but the facts file is checked by a checksum.
  bool decode(llvm::StringRef Bytes);
};

} // namespace mapwarden

#endif
