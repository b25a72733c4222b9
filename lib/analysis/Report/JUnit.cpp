//===- JUnit.cpp - JUnit XML, as Jenkins and others read it ---------------===//
//
// A finding is a failed test case, a suppressed one is skipped, a unit that was
// not analysed is an error; a rule without findings is a test that passed,
// because servers refuse a report without any test.
//
//===----------------------------------------------------------------------===//
#include "Report/Rules.h"
#include "Report/Writers.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

namespace mapwarden {

/// \p Text for an attribute or an element: no markup, and no character that XML
/// 1.0 forbids even when it is escaped.
static std::string xml(llvm::StringRef Text) {
  std::string Out, Valid = utf8(Text);
  for (size_t I = 0; I < Valid.size(); ++I) {
    unsigned char C = Valid[I];
    llvm::StringRef Rest = llvm::StringRef(Valid).substr(I, 3);
    if (Rest == "\xef\xbf\xbe" || Rest == "\xef\xbf\xbf") {
      Out += "\xef\xbf\xbd";
      I += 2;
    } else if (llvm::StringRef("&<>\"'\n\r\t").contains(C)) {
      Out += "&#" + std::to_string(C) + ";";
    } else if (C < 0x20) {
      Out += "\xef\xbf\xbd";
    } else {
      Out += C;
    }
  }
  return Out;
}

namespace {

class JUnitWriter {
public:
  JUnitWriter(const Report &R, llvm::raw_ostream &OS) : R(R), OS(OS) {}
  void write();

private:
  void open(llvm::StringRef Class, llvm::StringRef Name);
  void finding(const ReportFinding &F);
  void close() { OS << "    </testcase>\n"; }

  const Report &R;
  llvm::raw_ostream &OS;
  std::map<std::string, unsigned> Seen; ///< Names of test cases so far.
};

} // namespace

static std::string placeText(const Place &At) {
  std::string Out = oneLine(At.File);
  if (At.Line)
    Out += ":" + std::to_string(At.Line);
  if (At.Line && At.Column)
    Out += ":" + std::to_string(At.Column);
  return Out;
}

void JUnitWriter::open(llvm::StringRef Class, llvm::StringRef Name) {
  std::string Full = oneLine(Name);
  unsigned Number = ++Seen[(Class + " " + Full).str()];
  if (Number > 1)
    Full += " (" + std::to_string(Number) + ")";
  OS << "    <testcase classname=\"" << xml(Class) << "\" name=\"" << xml(Full)
     << "\"";
}

/// Without a line number in the name: servers follow a test case by it.
void JUnitWriter::finding(const ReportFinding &F) {
  std::string Class = "mapwarden." + F.Rule;
  open(Class, F.Container.empty() ? F.Where.File
                                  : F.Container + " in " + F.Where.File);
  OS << ">\n";
  if (!isShown(F)) {
    OS << "      <skipped message=\"" << xml(oneLine(F.Suppressed.Reason))
       << "\"/>\n";
    return close();
  }
  OS << "      <failure type=\"" << xml("mapwarden-" + F.Rule)
     << "\" message=\"" << xml(oneLine(F.Message)) << "\">"
     << xml(placeText(F.Where) + ": " + oneLine(F.Message));
  for (const ReportNote &N : F.Notes)
    OS << '\n' << xml(placeText(N.Where) + ": note: " + oneLine(N.Text));
  OS << "</failure>\n";
  close();
}

void JUnitWriter::write() {
  std::set<llvm::StringRef> Found;
  size_t Failures = 0;
  for (const ReportFinding &F : R.Findings) {
    Found.insert(F.Rule);
    Failures += isShown(F);
  }
  size_t Passed = llvm::count_if(
      ruleTable(), [&](const RuleInfo &Rule) { return !Found.count(Rule.Id); });
  size_t Errors = llvm::count_if(
      R.Problems, [](const ReportProblem &P) { return P.Failed; });
  std::string Counts =
      " tests=\"" + std::to_string(R.Findings.size() + Errors + Passed) +
      "\" failures=\"" + std::to_string(Failures) + "\" errors=\"" +
      std::to_string(Errors) + "\" skipped=\"" +
      std::to_string(R.Findings.size() - Failures) + "\">\n";
  OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" << Counts
     << "  <testsuite name=\"mapwarden\"" << Counts;
  for (const ReportFinding &F : R.Findings)
    finding(F);
  for (const RuleInfo &Rule : ruleTable())
    if (!Found.count(Rule.Id)) {
      open(("mapwarden." + Rule.Id).str(), "no findings");
      OS << "/>\n";
    }
  for (const ReportProblem &P : R.Problems) {
    if (!P.Failed)
      continue;
    open("mapwarden.analysis", P.Source);
    OS << ">\n      <error type=\"not analysed\" message=\""
       << xml(oneLine(P.Text)) << "\"/>\n";
    close();
  }
  OS << "  </testsuite>\n</testsuites>\n";
}

void writeJUnit(const Report &R, llvm::raw_ostream &OS, const RenderOptions &) {
  JUnitWriter(R, OS).write();
}

} // namespace mapwarden
