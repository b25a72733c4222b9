//===- SharedAnalysis.cpp - Made once, used by all checks -----------------===//
#include "CheckBase.h"

namespace clang::tidy::mapwarden {

TUAnalysis &SharedAnalysis::of(const ASTContext &Context, const Catalog &Rows,
                               const AnalysisOptions &Options) {
  if (!Analysis || Analysed != &Context) {
    Analysis = std::make_unique<TUAnalysis>(Context, Rows, Options);
    Analysed = &Context;
  }
  return *Analysis;
}

const Catalog *SharedAnalysis::catalog(StringRef Config, std::string &Error) {
  auto [It, New] = Catalogs.try_emplace(Config);
  LoadedCatalog &Known = It->second;
  if (New) {
    if (Config.empty()) {
      Known.Rows = std::make_unique<Catalog>();
    } else if (llvm::Expected<Catalog> Loaded = Catalog::load(Config)) {
      Known.Rows = std::make_unique<Catalog>(std::move(*Loaded));
    } else {
      Known.Error = llvm::toString(Loaded.takeError());
    }
  }
  Error = Known.Error;
  return Known.Rows.get();
}

const ProgramFindings *SharedAnalysis::program(StringRef Path,
                                               std::string &Error) {
  if (Path.empty())
    return nullptr;
  auto [It, New] = Programs.try_emplace(Path);
  LoadedProgram &Known = It->second;
  if (New) {
    if (llvm::Expected<ProgramFindings> Loaded = ProgramFindings::load(Path))
      Known.Findings = std::make_unique<ProgramFindings>(std::move(*Loaded));
    else
      Known.Error = llvm::toString(Loaded.takeError());
  }
  Error = Known.Error;
  return Known.Findings.get();
}

const PlacedFindings &SharedAnalysis::placed(const ProgramFindings &Program,
                                             ASTContext &Context) {
  if (!Placed)
    Placed = std::make_unique<PlacedFindings>(Program, Context);
  return *Placed;
}

} // namespace clang::tidy::mapwarden
