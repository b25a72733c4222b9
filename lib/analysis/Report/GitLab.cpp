//===- GitLab.cpp - GitLab's code quality report --------------------------===//
#include "Report/Writers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MD5.h"

namespace mapwarden {

/// GitLab shows one finding per fingerprint, so the second of equal ones needs
/// another.
static std::string uniqueFingerprint(const std::string &Fingerprint,
                                     unsigned Number) {
  if (Number == 1)
    return Fingerprint;
  llvm::MD5 Hash;
  Hash.update(Fingerprint + ":" + std::to_string(Number));
  llvm::MD5::MD5Result Result;
  Hash.final(Result);
  return Result.digest().str().str();
}

static llvm::StringRef severity(Confidence C) {
  return C == Confidence::Possible ? "info" : "major";
}

void writeGitLab(const Report &R, llvm::raw_ostream &OS,
                 const RenderOptions &) {
  llvm::json::OStream J(OS, /*IndentSize=*/1);
  std::map<std::string, unsigned> Seen;
  J.array([&] {
    for (const ReportFinding &F : R.Findings) {
      if (!isShown(F))
        continue;
      J.object([&] {
        J.attribute("description", utf8(F.Message));
        J.attribute("check_name", "mapwarden-" + utf8(F.Rule));
        J.attribute("fingerprint", utf8(uniqueFingerprint(
                                       F.Fingerprint, ++Seen[F.Fingerprint])));
        J.attribute("severity", severity(F.Sure));
        J.attributeObject("location", [&] {
          J.attribute("path", utf8(F.Where.File));
          J.attributeObject("lines", [&] {
            J.attribute("begin", std::max(F.Where.Line, 1u));
          });
        });
      });
    }
  });
  J.flush();
  OS << '\n';
}

} // namespace mapwarden
