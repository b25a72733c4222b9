//===- Files.h - Paths, and files that are written whole -------*- C++ -*-===//
#ifndef MAPWARDEN_DRIVER_FILES_H
#define MAPWARDEN_DRIVER_FILES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace mapwarden {

/// \p Path as an absolute path without `.` and `..`; relative ones start in
/// \p Directory, or in the current folder when that is empty. Follows no links.
std::string absolutePath(llvm::StringRef Path, llvm::StringRef Directory = {});

/// True when \p Path lies in \p Folder or is it; both absolute.
bool isBelow(llvm::StringRef Path, llvm::StringRef Folder);

/// \p Path, absolute, as seen from \p Root where it lies in it; with forward
/// slashes.
std::string relativeTo(llvm::StringRef Path, llvm::StringRef Root);

/// How \p Folder is named from within \p From, both absolute: "../src".
std::string pathFrom(llvm::StringRef From, llvm::StringRef Folder);

/// Writes \p Path by way of a temporary file beside it: others see the old
/// content or all of the new one. On an error (disk full, no permission) the
/// old file stays as it was. "-" is the standard output.
llvm::Error writeFileWhole(llvm::StringRef Path,
                           llvm::function_ref<void(llvm::raw_ostream &)> Write);

} // namespace mapwarden

#endif
