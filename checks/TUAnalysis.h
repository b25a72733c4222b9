//===- TUAnalysis.h - The findings of one translation unit -----*- C++ -*-===//
#ifndef MAPWARDEN_CHECKS_TUANALYSIS_H
#define MAPWARDEN_CHECKS_TUANALYSIS_H

#include "Extract/Extraction.h"
#include "Verdict/Finding.h"

namespace mapwarden {

/// One translation unit, extracted, linked alone and judged; with the way back
/// from its findings to the AST.
class TUAnalysis {
public:
  TUAnalysis(const clang::ASTContext &Context, const Catalog &Rows,
             AnalysisOptions Options)
      : Source(Context, Rows, std::move(Options)) {
    Source.run();
    Program = ProgramFacts::link(Source.takeFacts());
    Findings = judge(Program);
  }

  const std::vector<Finding> &findings() const { return Findings; }
  const ProgramFacts &program() const { return Program; }
  Extraction &extraction() { return Source; }

private:
  Extraction Source;
  ProgramFacts Program;
  std::vector<Finding> Findings;
};

} // namespace mapwarden

#endif
