//===- Suppressions.h - Findings nobody wants to hear of -------*- C++ -*-===//
#ifndef MAPWARDEN_DRIVER_SUPPRESSIONS_H
#define MAPWARDEN_DRIVER_SUPPRESSIONS_H

#include "Report/Formats.h"

namespace mapwarden {

/// Reads source files of the project line by line, each file once.
class SourceReader {
public:
  explicit SourceReader(std::string Root) : Root(std::move(Root)) {}

  /// Line \p Number, from 1, of \p File as reports name it.
  std::optional<std::string> line(llvm::StringRef File, uint32_t Number);
  /// All lines; empty when the file cannot be read.
  const std::vector<std::string> &lines(llvm::StringRef File);
  /// digestOfContent() of \p File; none when it cannot be read.
  std::optional<uint64_t> digest(llvm::StringRef File);

private:
  struct ReadFile {
    std::optional<uint64_t> Digest;
    std::vector<std::string> Lines;
  };
  const ReadFile &read(llvm::StringRef File);

  std::string Root;
  std::map<std::string, ReadFile, std::less<>> Files;
};

/// Marks the findings of \p R that the source suppresses: NOLINT at the end of
/// the line, NOLINTNEXTLINE before it, or between NOLINTBEGIN and NOLINTEND;
/// each may name checks in brackets, with `*`. What follows the brackets is
/// the reason.
void applySourceComments(Report &R, SourceReader &Sources);

/// Marks the findings in files that match one of \p Globs, takes the maps
/// there out of the inventory.
/// \returns an error that names the glob that is none.
llvm::Error applyExcludes(Report &R, llvm::ArrayRef<std::string> Globs);

} // namespace mapwarden

#endif
