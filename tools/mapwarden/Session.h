//===- Session.h - The stages, as the commands call them -------*- C++ -*-===//
#ifndef MAPWARDEN_TOOL_SESSION_H
#define MAPWARDEN_TOOL_SESSION_H

#include "Catalog/ProjectConfig.h"
#include "Driver/CollectProgram.h"
#include "Link/Merge.h"
#include "Options.h"
#include "Report/Baseline.h"

namespace mapwarden {

/// Where `mapwarden baseline` keeps its file, below the root.
inline constexpr llvm::StringLiteral
    DefaultBaseline(".mapwarden-baseline.json");

llvm::Expected<Baseline> readBaseline(llvm::StringRef Path);

/// A program to analyse, and how.
struct Project {
  std::string Root; ///< Absolute.
  CompileDatabase Database;
  ProjectConfig Config;
  std::string ConfigPath; ///< Empty: there is none.
};

/// The configuration of --config, or of .mapwarden.yaml in \p Root.
llvm::Error loadConfig(const Options &O, llvm::StringRef Root, Project &Out);

/// Finds root, compile commands and configuration of `mapwarden CMD [PATH]`.
llvm::Expected<Project> openProject(const Options &O);

/// What holds for a run: root, commands, configuration, levels.
void printConfig(const Options &O, const Project &P, llvm::raw_ostream &OS);

/// Units as they come in, and what is to be said of them in the report.
struct Collection {
  Merger Units;
  std::vector<ReportProblem> Problems;
  unsigned Count = 0, Cached = 0;

  void add(UnitFacts Unit);
};

/// Tells what was left out of compile commands, if anything.
void noteDroppedFlags(llvm::ArrayRef<std::string> Flags);

/// Tells which units are missing, or were read with errors.
void printProblems(const Report &R);

/// Collects all units of \p P; shows the status line, prints notes.
void collectUnits(const Options &O, const Project &P, Collection &Out);

/// Links, judges and takes the inventory; drops what configuration, source
/// comments and baseline suppress.
llvm::Expected<Report> judgeProgram(const Options &O, const Project &P,
                                    Collection &Units);

/// What `report.sarif` is, by the end of its name.
std::optional<Format> formatByName(llvm::StringRef Path);

/// Writes the report in all formats that were asked for, \p Default if none.
llvm::Error writeOutputs(const Options &O, const Project &P, const Report &R,
                         unsigned Cached, Format Default = Format::Text);

/// 3 when units are missing, 1 when findings are left, else 0.
int exitCodeOf(const Options &O, const Report &R);

} // namespace mapwarden

#endif
