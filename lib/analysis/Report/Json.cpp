//===- Json.cpp - The report as JSON (docs/schema/report.schema.json) -----===//
#include "Report/Writers.h"

namespace mapwarden {

using llvm::json::OStream;

static void writePlace(OStream &J, const Place &At) {
  J.attribute("file", utf8(At.File));
  J.attribute("line", At.Line);
  J.attribute("column", At.Column);
}

static void writeFinding(OStream &J, const ReportFinding &F) {
  J.attribute("rule", utf8(F.Rule));
  J.attribute("confidence", spelling(F.Sure));
  writePlace(J, F.Where);
  J.attribute("message", utf8(F.Message));
  J.attribute("container", utf8(F.Container));
  J.attribute("variant", utf8(F.Variant));
  J.attribute("fingerprint", utf8(F.Fingerprint));
  J.attributeArray("notes", [&] {
    for (const ReportNote &N : F.Notes)
      J.object([&] {
        writePlace(J, N.Where);
        J.attribute("text", utf8(N.Text));
      });
  });
  J.attributeBegin("suppression");
  if (isShown(F))
    J.value(nullptr);
  else
    J.object([&] {
      J.attribute("by", spelling(F.Suppressed.By));
      J.attribute("reason", utf8(F.Suppressed.Reason));
    });
  J.attributeEnd();
}

static void writeSites(OStream &J, llvm::StringRef Key,
                       llvm::ArrayRef<ReportSite> Sites, bool Graded) {
  J.attributeArray(Key, [&] {
    for (const ReportSite &S : Sites)
      J.object([&] {
        writePlace(J, S.Where);
        J.attribute("function", utf8(S.Function));
        J.attribute("op", utf8(S.Op));
        if (Graded)
          J.attribute("grade", utf8(S.Grade));
      });
  });
}

static void writeMap(OStream &J, const ReportMap &M) {
  J.attribute("name", utf8(M.Name));
  J.attribute("owner", utf8(M.Owner));
  J.attribute("file", utf8(M.File));
  J.attribute("line", M.Line);
  J.attribute("column", M.Column);
  J.attribute("type", utf8(M.Type));
  J.attribute("storage", utf8(M.Storage));
  J.attribute("lifetime", utf8(M.Lifetime));
  J.attribute("lifetimeWhy", utf8(M.LifetimeWhy));
  J.attribute("verdict", utf8(M.Verdict));
  J.attribute("confidence", utf8(M.Confidence));
  J.attribute("reason", utf8(M.Reason));
  writeSites(J, "growth", M.Growth, false);
  writeSites(J, "shrink", M.Shrink, true);
  J.attribute("lock", utf8(M.Lock));
  J.attribute("keys", utf8(M.Keys));
}

void writeJsonBody(const Report &R, OStream &J) {
  J.attributeObject("tool", [&] {
    J.attribute("name", "mapwarden");
    J.attribute("version", utf8(R.ToolVersion));
  });
  J.attribute("units", R.Units);
  J.attributeArray("findings", [&] {
    for (const ReportFinding &F : R.Findings)
      J.object([&] { writeFinding(J, F); });
  });
  J.attributeArray("maps", [&] {
    for (const ReportMap &M : R.Maps)
      J.object([&] { writeMap(J, M); });
  });
  J.attributeArray("problems", [&] {
    for (const ReportProblem &P : R.Problems)
      J.object([&] {
        J.attribute("source", utf8(P.Source));
        J.attribute("failed", P.Failed);
        J.attribute("text", utf8(P.Text));
      });
  });
}

void writeJson(const Report &R, llvm::raw_ostream &OS, const RenderOptions &) {
  OStream J(OS, /*IndentSize=*/1);
  J.object([&] {
    J.attribute("format", 1);
    writeJsonBody(R, J);
  });
  J.flush();
  OS << '\n';
}

} // namespace mapwarden
