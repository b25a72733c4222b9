//===- PreparedHeaders.h - Library headers parsed once ---------*- C++ -*-===//
//
// Units of a program include the same headers of the C++ library, in the same
// state of the preprocessor. They are parsed once for all units with equal
// flags and handed to them as a precompiled header.
//
// docs/decisions/2026-11-27-prepared-headers.md tells when that is allowed.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_DRIVER_PREPAREDHEADERS_H
#define MAPWARDEN_DRIVER_PREPAREDHEADERS_H

#include "Driver/Collector.h"
#include "llvm/ADT/StringSet.h"

namespace clang {
class Preprocessor;
}

namespace mapwarden {

/// A step of the preprocessor that decides whether headers may be prepared.
struct MacroStep {
  std::string Macro; ///< Defined or undefined here; empty: File is included.
  std::string File;  ///< Absolute; of a macro, where that happens.
};

struct PreparedHeaders {
  std::string Path;            ///< Of the precompiled header.
  std::vector<ReadFile> Files; ///< The headers; sorted by path.
  std::vector<std::string> Absent;
  /// Every identifier in the headers: macros of these names change what they
  /// say.
  llvm::StringSet<> Names;

  /// True for a unit that defines a macro and includes one of the headers
  /// afterwards, which may depend on it.
  bool differFor(llvm::ArrayRef<MacroStep> Steps) const;

  std::string encode() const;
  /// False when \p Bytes hold nothing that can be used.
  bool decode(llvm::StringRef Bytes);
};

/// Parses the library headers that all of \p Samples, which have equal flags,
/// include, and writes them to \p Path, an existing file. Run it in a process
/// of its own.
/// \returns none when there is nothing to share or something stands against it.
std::optional<PreparedHeaders>
prepareHeaders(llvm::ArrayRef<CompileCommand> Samples, llvm::StringRef Path);

/// Appends the steps of the unit that \p PP is going to read.
void recordSteps(clang::Preprocessor &PP, std::vector<MacroStep> &Steps);

/// Commands with equal keys differ only in their files and outputs.
std::string flagsKey(const CompileCommand &Command);

} // namespace mapwarden

#endif
