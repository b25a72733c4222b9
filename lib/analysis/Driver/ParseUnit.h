//===- ParseUnit.h - clang's front end, as cheap as it gets ----*- C++ -*-===//
#ifndef MAPWARDEN_DRIVER_PARSEUNIT_H
#define MAPWARDEN_DRIVER_PARSEUNIT_H

#include "Driver/Collector.h"
#include "Driver/CommandLine.h"

namespace mapwarden {

/// Path of the clang driver that belongs to the clang library in use: its
/// resource directory and C++ library are found from there.
std::string clangPath();

struct PreparedHeaders;

struct ParsedUnit {
  bool Reached = false; ///< The parser got to the end of the file.
  unsigned Errors = 0;
  bool Fatal = false;        ///< One of them: a header that is not there.
  std::string FirstError;    ///< Its text.
  std::string ErrorFile;     ///< As clang spells it; may be empty.
  std::string ErrorPosition; ///< ":12:3"
  /// Prepared headers would have said something else in this unit.
  bool Differs = false;
  std::vector<ReadFile> Files;
  std::vector<std::string> Absent;
};

/// Parses the file of \p Command, from which flags that clang's driver refuses
/// are dropped, and calls \p Use with its AST, also after errors. Bodies of
/// functions in system headers are skipped. Prints nothing, writes nothing.
/// \param Prepared null, or headers for units with these flags; where the unit
/// cannot be parsed with them it is parsed without.
ParsedUnit parseUnit(AdaptedCommand &Command,
                     llvm::function_ref<void(const clang::ASTContext &)> Use,
                     const PreparedHeaders *Prepared = nullptr);

} // namespace mapwarden

#endif
