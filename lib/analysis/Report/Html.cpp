//===- Html.cpp - The report as one page that needs no network ------------===//
//
// The page is the report as JSON, and the script html/report.js that draws it
// with textContent only. What comes from the program is never markup: the JSON
// has no '<', and the content security policy lets no other script run.
//
//===----------------------------------------------------------------------===//
#include "Report/Rules.h"
#include "Report/Writers.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/SHA256.h"

#include "HtmlParts.inc" // ReportCss, ReportJs

namespace mapwarden {

/// Lines shown before and after a place.
static constexpr uint32_t ExcerptMargin = 2;
static constexpr size_t MaxLineLength = 400;

namespace {

/// The lines around all places of a report.
class Excerpts {
public:
  explicit Excerpts(const SourceLines &Source) : Source(Source) {}
  void add(const Place &At);
  void write(llvm::json::OStream &J) const;

private:
  const SourceLines &Source;
  std::map<std::string, std::map<uint32_t, std::string>> Lines;
};

} // namespace

void Excerpts::add(const Place &At) {
  if (!Source || !At.Line)
    return;
  std::map<uint32_t, std::string> &OfFile = Lines[utf8(At.File)];
  uint32_t First = At.Line > ExcerptMargin ? At.Line - ExcerptMargin : 1;
  for (uint32_t L = First; L <= At.Line + ExcerptMargin; ++L) {
    if (OfFile.count(L))
      continue;
    if (std::optional<std::string> Text = Source(At.File, L))
      OfFile[L] = utf8(llvm::StringRef(*Text).take_front(MaxLineLength));
  }
}

void Excerpts::write(llvm::json::OStream &J) const {
  J.attributeArray("excerpts", [&] {
    for (const auto &[File, OfFile] : Lines)
      J.object([&, &File = File, &OfFile = OfFile] {
        J.attribute("file", File);
        J.attributeArray("lines", [&] {
          for (const auto &[Line, Text] : OfFile)
            J.array([&, Line = Line, &Text = Text] {
              J.value(Line);
              J.value(Text);
            });
        });
      });
  });
}

static std::string dataOf(const Report &R, const RenderOptions &Options) {
  Excerpts Code(Options.Source);
  for (const ReportFinding &F : R.Findings) {
    Code.add(F.Where);
    for (const ReportNote &N : F.Notes)
      Code.add(N.Where);
  }
  for (const ReportMap &M : R.Maps) {
    Code.add({M.File, M.Line, M.Column});
    for (const auto *Sites : {&M.Growth, &M.Shrink})
      for (const ReportSite &S : *Sites)
        Code.add(S.Where);
  }
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  llvm::json::OStream J(OS);
  J.object([&] {
    writeJsonBody(R, J);
    Code.write(J);
    J.attributeArray("rules", [&] {
      for (const RuleInfo &Rule : ruleTable())
        J.object([&] {
          J.attribute("id", Rule.Id);
          J.attribute("summary", Rule.Summary);
          J.attribute("why", Rule.Why);
        });
    });
  });
  J.flush();
  return Out;
}

/// 'sha256-…' as a content security policy names an inline script or style.
static std::string policyHash(llvm::StringRef Text) {
  llvm::SHA256 Hash;
  Hash.update(Text);
  return "'sha256-" + llvm::encodeBase64(Hash.final()) + "'";
}

void writeHtml(const Report &R, llvm::raw_ostream &OS,
               const RenderOptions &Options) {
  OS << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
        "<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
        "'none'; script-src "
     << policyHash(ReportJs) << "; style-src " << policyHash(ReportCss)
     << "; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n"
        "<title>mapwarden report</title>\n<style>"
     << ReportCss
     << "</style>\n</head>\n<body>\n<noscript>This report needs "
        "JavaScript.</noscript>\n<div id=\"app\"></div>\n"
        "<script type=\"application/json\" id=\"data\">";
  // In JSON '<' can only stand in a string.
  for (char C : dataOf(R, Options))
    if (C == '<')
      OS << "\\u003c";
    else
      OS << C;
  OS << "</script>\n<script>" << ReportJs << "</script>\n</body>\n</html>\n";
}

} // namespace mapwarden
