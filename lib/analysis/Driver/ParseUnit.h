//===- ParseUnit.h - clang's front end, as cheap as it gets ----*- C++ -*-===//
#ifndef MAPWARDEN_DRIVER_PARSEUNIT_H
#define MAPWARDEN_DRIVER_PARSEUNIT_H

#include "Driver/Collector.h"
#include "Driver/CommandLine.h"

namespace mapwarden {

/// Path of the clang driver that belongs to the clang library in use: its
/// resource directory and C++ library are found from there.
std::string clangPath();

struct ParsedUnit {
  bool Reached = false; ///< The parser got to the end of the file.
  unsigned Errors = 0;
  std::string FirstError;    ///< Its text.
  std::string ErrorFile;     ///< As clang spells it; may be empty.
  std::string ErrorPosition; ///< ":12:3"
  std::vector<ReadFile> Files;
  std::vector<std::string> Absent;
};

/// Parses the file of \p Command, from which flags that clang's driver refuses
/// are dropped, and calls \p Use with its AST, also after errors. Bodies of
/// functions in system headers are skipped. Prints nothing, writes nothing.
ParsedUnit parseUnit(AdaptedCommand &Command,
                     llvm::function_ref<void(const clang::ASTContext &)> Use);

} // namespace mapwarden

#endif
