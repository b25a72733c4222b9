//===- ProjectConfig.h - All that .mapwarden.yaml says ---------*- C++ -*-===//
#ifndef MAPWARDEN_CATALOG_PROJECTCONFIG_H
#define MAPWARDEN_CATALOG_PROJECTCONFIG_H

#include "Catalog/Catalog.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>

namespace mapwarden {

/// The catalogue with the user's rows, and what else the file may hold. Its
/// schema is documented in docs/configuration.md.
struct ProjectConfig {
  Catalog Rows;
  /// Globs of paths, relative to the project's root: nothing is reported there.
  std::vector<std::string> Exclude;
  /// Functions whose insertions are start-up work.
  std::vector<std::string> InitFunctions;
  /// By rule ("unbounded-map") or for all ("*"): "possible", "likely",
  /// "proved" or "off".
  std::map<std::string, std::string> Levels;

  /// \returns an error that names file, line and column when the file cannot
  /// be read or does not follow the schema.
  /// \param Rules those that `levels` may name; empty: any.
  static llvm::Expected<ProjectConfig>
  load(llvm::StringRef YamlPath, llvm::ArrayRef<llvm::StringRef> Rules = {});
};

} // namespace mapwarden

#endif
