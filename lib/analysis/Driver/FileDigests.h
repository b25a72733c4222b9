//===- FileDigests.h - What is in a file, by looking at its stat -*- C++
//-*-===//
#ifndef MAPWARDEN_DRIVER_FILEDIGESTS_H
#define MAPWARDEN_DRIVER_FILEDIGESTS_H

#include "Driver/Collector.h"
#include "llvm/ADT/StringMap.h"

namespace mapwarden {

Digest digestOf(llvm::StringRef Content);
std::string hexOf(const Digest &D);

/// Digests of files, remembered by size, time, device and inode. A file that
/// was written within the last two seconds is always read: the clock of a file
/// system may be that coarse. Not thread-safe.
class FileDigests {
public:
  FileDigests();

  /// What an earlier save() wrote; damaged input is no knowledge.
  void load(llvm::StringRef Saved);
  std::string save() const;
  bool changed() const { return Changed; }

  /// The digest of \p Path now; none when it cannot be read. Looks at each
  /// file once.
  std::optional<Digest> of(llvm::StringRef Path);
  bool isAbsent(llvm::StringRef Path);
  /// \p F was read after this object was made.
  void learn(const ReadFile &F);

private:
  struct Known {
    uint64_t Size = 0, Time = 0, Device = 0, Inode = 0;
    Digest Content{};
  };
  /// What stat says; false when there is no such file. \p Settled: it was not
  /// written since shortly before this object was made.
  bool look(llvm::StringRef Path, Known &Out, bool &Settled) const;

  uint64_t Start; ///< Nanoseconds since 1970, minus two seconds.
  llvm::StringMap<Known> Index;
  llvm::StringMap<std::optional<Digest>> Checked;
  llvm::StringMap<bool> Absence;
  bool Changed = false;
};

} // namespace mapwarden

#endif
