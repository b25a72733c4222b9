//===- WriteSamples.cpp - Sample reports for test/report -----------------===//
//
//   mapwarden-report-samples FOLDER
//
// writes <name>.<format> for the reports sample, hostile, empty and changed in
// every format, and sample-to-changed.diff.json from the SARIF texts. The
// validators of test/report read them.
//
//===----------------------------------------------------------------------===//
#include "Report/Diff.h"
#include "SampleReport.h"
#include "llvm/Support/FileSystem.h"

using namespace mapwarden;
using namespace mapwarden::test;

/// Against the sample: the first finding moved, the second fixed, one new.
static Report changedReport() {
  Report R = sampleReport();
  R.Findings[0].Where.Line += 100;
  ReportFinding New = R.Findings[0];
  New.Fingerprint = "99999999999999999999999999999999";
  New.Where.File = "src/new.cpp";
  New.Container = "fresh";
  New.Message = "'fresh' grows with every new key and nothing ever erases "
                "from it";
  R.Findings[1] = New;
  return R;
}

static int fail(const std::string &Message) {
  llvm::errs() << "mapwarden-report-samples: " << Message << '\n';
  return 1;
}

static void write(const std::string &Path, llvm::StringRef Text) {
  std::error_code Error;
  llvm::raw_fd_ostream OS(Path, Error);
  if (Error)
    exit(fail(Path + ": " + Error.message()));
  OS << Text;
}

static std::vector<FindingRecord> reread(const Report &R) {
  llvm::Expected<std::vector<FindingRecord>> Findings =
      readFindings(render(R, Format::Sarif), "report.sarif");
  if (!Findings)
    exit(fail(llvm::toString(Findings.takeError())));
  return *Findings;
}

int main(int Argc, char **Argv) {
  if (Argc != 2)
    return fail("usage: mapwarden-report-samples FOLDER");
  const std::string Folder = Argv[1];
  RenderOptions Options;
  Options.Source = [](llvm::StringRef File, uint32_t Line) {
    return std::optional<std::string>("  line " + std::to_string(Line) +
                                      " of " + File.str());
  };
  const std::pair<const char *, Report> Reports[] = {
      {"sample", sampleReport()},
      {"hostile", hostileReport()},
      {"changed", changedReport()},
      {"empty", Report()}};
  for (const auto &[Name, R] : Reports)
    for (const char *Extension :
         {"text", "json", "sarif", "html", "gitlab", "github", "junit"}) {
      llvm::Expected<Format> F = parseFormat(Extension);
      if (!F)
        return fail(llvm::toString(F.takeError()));
      write(Folder + "/" + Name + "." + Extension, render(R, *F, Options));
    }
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  writeDiffJson(diffFindings(reread(sampleReport()), reread(changedReport())),
                OS);
  write(Folder + "/sample-to-changed.diff.json", Out);
}
