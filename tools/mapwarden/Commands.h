//===- Commands.h - What the words behind `mapwarden` do -------*- C++ -*-===//
//
// Each returns the exit code, or an error for wrong usage and input.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_TOOL_COMMANDS_H
#define MAPWARDEN_TOOL_COMMANDS_H

#include "Options.h"

namespace mapwarden {

llvm::Expected<int> analyze(const Options &O);
llvm::Expected<int> inventory(const Options &O);
llvm::Expected<int> collect(const Options &O);
llvm::Expected<int> link(const Options &O);
llvm::Expected<int> facts(const Options &O);
llvm::Expected<int> explain(const Options &O);

} // namespace mapwarden

#endif
