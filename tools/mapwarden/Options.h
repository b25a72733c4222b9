//===- Options.h - The command line of mapwarden ---------------*- C++ -*-===//
#ifndef MAPWARDEN_TOOL_OPTIONS_H
#define MAPWARDEN_TOOL_OPTIONS_H

#include "Report/Formats.h"
#include "llvm/ADT/ArrayRef.h"

namespace mapwarden {

/// What the program returns. Of several the greatest counts.
enum ExitCode : int { Clean = 0, Findings = 1, Usage = 2, Incomplete = 3 };

/// One --format, and the --output that follows it.
struct OutputRequest {
  /// None: as the name of the file ends, or what the command writes anyway.
  std::optional<Format> As;
  std::string Path = "-";
};

struct CommandInfo;

struct Options {
  const CommandInfo *Command = nullptr;
  std::vector<std::string> Arguments; ///< Neither flags nor their values.
  std::vector<std::string> Compiler;  ///< Behind `--`.
  std::vector<OutputRequest> Outputs; ///< Empty: text on the standard output.
  std::string Output;                 ///< -o of commands that write one file.
  std::string Database;               ///< -p
  std::string Config;
  std::string CacheFolder;
  std::string Baseline;
  std::string Print;
  std::string Colors = "auto";
  std::vector<std::string> Exclude; ///< Globs.
  std::optional<Confidence> Level;
  uint64_t CacheLimit = uint64_t(5) << 30; ///< Bytes.
  unsigned Jobs = 0;                       ///< 0: by cores and memory.
  unsigned Timeout = 600;                  ///< Seconds for one unit.
  bool NoCache = false;
  bool ExitZero = false;
  bool Quiet = false;
  bool PrintConfig = false;
  bool Help = false;
};

/// One of `mapwarden analyze`, `mapwarden collect`…
struct CommandInfo {
  llvm::StringLiteral Name;
  llvm::StringLiteral Synopsis; ///< Of its arguments: "[PATH]".
  llvm::StringLiteral Summary;  ///< One sentence.
  /// Runs the command. Errors are wrong usage or input: exit code 2.
  llvm::Expected<int> (*Run)(const Options &);
};

/// The table of commands; defined in main.cpp.
llvm::ArrayRef<CommandInfo> commands();

/// Reads the words behind `mapwarden`. An error says what is wrong with which
/// word, and which command tells more.
llvm::Expected<Options> parseOptions(llvm::ArrayRef<const char *> Words);

/// `mapwarden help`, or of one command.
void printHelp(const CommandInfo *Command, llvm::raw_ostream &OS);

} // namespace mapwarden

#endif
