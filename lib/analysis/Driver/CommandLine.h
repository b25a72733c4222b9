//===- CommandLine.h - A compile command as clang can parse it -*- C++ -*-===//
#ifndef MAPWARDEN_DRIVER_COMMANDLINE_H
#define MAPWARDEN_DRIVER_COMMANDLINE_H

#include "Driver/CompileDatabase.h"

namespace mapwarden {

/// A compile command, made fit for parsing: response files expanded, compiler
/// launchers, plugins, outputs, warning flags and precompiled headers of
/// another compiler taken away.
struct AdaptedCommand {
  /// For clang's driver; Arguments[0] is clang itself. Ends with the file.
  std::vector<std::string> Arguments;
  /// Flags clang does not know, and plugins: the user ought to hear of them.
  std::vector<std::string> Dropped;
};

/// \p ClangPath is the driver's path, from which it finds its own headers.
/// Reads response files relative to the command's directory.
/// \returns an error when one of these cannot be read.
llvm::Expected<AdaptedCommand> adaptCommand(const CompileCommand &Command,
                                            llvm::StringRef ClangPath);

/// Takes away the arguments that \p DriverError ("invalid value 'x' in
/// '-std=x'") quotes.
/// \returns false when there is none: the command is hopeless.
bool dropQuoted(AdaptedCommand &Command, llvm::StringRef DriverError);

} // namespace mapwarden

#endif
