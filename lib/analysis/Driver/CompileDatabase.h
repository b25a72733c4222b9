//===- CompileDatabase.h - What the program is compiled from ---*- C++ -*-===//
//
// Finds and reads compile_commands.json. Says exactly what is wrong with one
// that cannot be used, and how to make one.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_DRIVER_COMPILEDATABASE_H
#define MAPWARDEN_DRIVER_COMPILEDATABASE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace mapwarden {

/// One way a source file is compiled.
struct CompileCommand {
  std::string Directory; ///< Absolute; relative paths start here.
  std::string File;      ///< Absolute, without `.` and `..`.
  /// The compiler and its flags, as written, but for the file: as in File.
  std::vector<std::string> Arguments;
};

struct CompileDatabase {
  std::string Path;                     ///< Of the JSON file, absolute.
  std::vector<CompileCommand> Commands; ///< Sorted by file, without duplicates.
  /// Absolute paths of entries whose file does not exist; sorted.
  std::vector<std::string> Missing;
  /// How many entries compile C, Objective-C or assembler; they are left out.
  unsigned OtherLanguages = 0;
};

/// Reads the database at \p Path, a file or the folder that holds it.
/// \returns an error that names the file, and the entry where one is wrong.
llvm::Expected<CompileDatabase> readDatabase(llvm::StringRef Path);

/// Looks for compile_commands.json in \p Root and its build folders (build*,
/// out, out/*, cmake-build-*); of several the newest counts.
/// \returns the path, or an error with the command that makes one.
llvm::Expected<std::string> findDatabase(llvm::StringRef Root);

/// The deepest folder all files of \p D but those below \p Except lie in; "/"
/// when there is none.
std::string commonFolder(const CompileDatabase &D, llvm::StringRef Except);

} // namespace mapwarden

#endif
