//===- Sarif.cpp - SARIF 2.1.0, as code scanning services read it ---------===//
#include "Report/Rules.h"
#include "Report/Writers.h"
#include "llvm/ADT/StringExtras.h"

namespace mapwarden {

using llvm::json::OStream;

static constexpr llvm::StringLiteral Schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json";
static constexpr llvm::StringLiteral RootId = "SRCROOT";

namespace {

/// Writes one run.
class SarifWriter {
public:
  SarifWriter(const Report &R, llvm::raw_ostream &OS,
              const RenderOptions &Options)
      : R(R), Options(Options), J(OS, /*IndentSize=*/1) {}

  void write();

private:
  void message(llvm::StringRef Text, llvm::StringRef Key = "message");
  void rule(const RuleInfo &Rule);
  void driver();
  void invocation();
  void artifact(llvm::StringRef File);
  void physicalLocation(const Place &At);
  void result(const ReportFinding &F);
  void relatedLocations(const ReportFinding &F);
  void codeFlows(const ReportFinding &F);
  void suppressions(const ReportFinding &F);
  void fingerprints(const ReportFinding &F);
  uint32_t column(const Place &At) const;

  const Report &R;
  const RenderOptions &Options;
  OStream J;
  std::map<std::string, unsigned> Seen; ///< Fingerprints so far.
};

} // namespace

/// \p Text so that nothing in it reads as a link or a placeholder of SARIF.
static std::string plain(llvm::StringRef Text) {
  std::string Out;
  const bool HasLink = Text.contains("](");
  for (size_t I = 0; I < Text.size(); ++I) {
    if (HasLink && (Text[I] == '[' || Text[I] == ']'))
      Out += '\\';
    Out += Text[I];
    if (Text[I] == '{' && I + 1 < Text.size() && llvm::isDigit(Text[I + 1]))
      Out += '{';
  }
  return utf8(Out);
}

void SarifWriter::message(llvm::StringRef Text, llvm::StringRef Key) {
  J.attributeObject(Key, [&] {
    bool Ended = !Text.empty() && llvm::StringRef(".!?").contains(Text.back());
    J.attribute("text", plain(Text) + (Ended ? "" : "."));
  });
}

//===--- The tool ---------------------------------------------------------===//

/// "unbounded-map" → "UnboundedMap".
static std::string pascalCase(llvm::StringRef Id) {
  std::string Out;
  bool Upper = true;
  for (char C : Id) {
    if (C != '-')
      Out += Upper ? llvm::toUpper(C) : C;
    Upper = C == '-';
  }
  return Out;
}

void SarifWriter::rule(const RuleInfo &Rule) {
  const std::string Url = Options.DocsBase + Rule.Id.str() + ".md";
  J.attribute("id", "mapwarden-" + Rule.Id.str());
  J.attribute("name", pascalCase(Rule.Id));
  message(Rule.Summary, "shortDescription");
  message((Rule.Summary + " " + Rule.Why).str(), "fullDescription");
  J.attributeObject("help", [&] {
    J.attribute("text", (Rule.Why + " See " + Url + ".").str());
    J.attribute("markdown", Rule.Page);
  });
  J.attribute("helpUri", Url);
  J.attributeObject("defaultConfiguration",
                    [&] { J.attribute("level", "warning"); });
  J.attributeObject("properties", [&] {
    J.attribute("precision", Rule.Precision);
    J.attribute("problem.severity", "warning");
    if (!Rule.Security.empty())
      J.attribute("security-severity", Rule.Security);
    J.attributeArray("tags", [&] {
      J.value("correctness");
      J.value("maintainability");
      if (!Rule.Security.empty())
        J.value("security");
      J.value("external/cwe/cwe-" + std::to_string(Rule.CWE));
    });
  });
}

void SarifWriter::driver() {
  J.attribute("name", "mapwarden");
  J.attribute("semanticVersion", utf8(R.ToolVersion));
  J.attribute("informationUri", Options.DocsBase);
  J.attributeArray("rules", [&] {
    for (const RuleInfo &Rule : ruleTable())
      J.object([&] { rule(Rule); });
  });
}

void SarifWriter::invocation() {
  bool Failed =
      llvm::any_of(R.Problems, [](const ReportProblem &P) { return P.Failed; });
  J.attribute("executionSuccessful", !Failed);
  J.attributeArray("toolExecutionNotifications", [&] {
    for (const ReportProblem &P : R.Problems)
      J.object([&] {
        J.attribute("level", P.Failed ? "error" : "warning");
        message(P.Text);
        J.attributeArray("locations", [&] {
          J.object([&] {
            J.attributeObject("physicalLocation", [&] { artifact(P.Source); });
          });
        });
      });
  });
}

//===--- Places -----------------------------------------------------------===//

void SarifWriter::artifact(llvm::StringRef File) {
  J.attributeObject("artifactLocation", [&] {
    J.attribute("uri", uriOf(File));
    if (!File.starts_with("/"))
      J.attribute("uriBaseId", RootId);
  });
}

/// The column in UTF-16 code units; places count bytes.
uint32_t SarifWriter::column(const Place &At) const {
  std::optional<std::string> Line;
  if (Options.Source)
    Line = Options.Source(At.File, At.Line);
  if (!Line || At.Column > Line->size() + 1)
    return At.Column;
  uint32_t Units = 0;
  for (unsigned char C : llvm::StringRef(*Line).take_front(At.Column - 1))
    Units += (C & 0xc0) == 0x80 ? 0 : C >= 0xf0 ? 2 : 1;
  return Units + 1;
}

void SarifWriter::physicalLocation(const Place &At) {
  J.attributeObject("physicalLocation", [&] {
    artifact(At.File);
    if (!At.Line)
      return;
    J.attributeObject("region", [&] {
      J.attribute("startLine", At.Line);
      if (At.Column)
        J.attribute("startColumn", column(At));
    });
  });
}

//===--- Results ----------------------------------------------------------===//

void SarifWriter::relatedLocations(const ReportFinding &F) {
  J.attributeArray("relatedLocations", [&] {
    for (size_t I = 0; I < F.Notes.size(); ++I)
      J.object([&] {
        J.attribute("id", I + 1);
        if (!F.Notes[I].Where.File.empty())
          physicalLocation(F.Notes[I].Where);
        message(F.Notes[I].Text);
      });
  });
}

/// An escaping element is a story in order of time: bound, invalidated, used.
/// Where the reference is let go, or the lock, the last note tells what happens
/// to it later.
void SarifWriter::codeFlows(const ReportFinding &F) {
  if (F.Rule != "escaping-element" || F.Notes.empty())
    return;
  const size_t Before = F.Notes.size() - (F.Variant.empty() ? 0 : 1);
  auto Step = [&](const Place &At, llvm::StringRef Text) {
    if (!At.File.empty())
      J.object([&] {
        J.attributeObject("location", [&] {
          physicalLocation(At);
          message(Text);
        });
      });
  };
  auto Steps = [&] {
    for (size_t I = 0; I < F.Notes.size(); ++I) {
      if (I == Before)
        Step(F.Where, F.Message);
      Step(F.Notes[I].Where, F.Notes[I].Text);
    }
    if (Before == F.Notes.size())
      Step(F.Where, F.Message);
  };
  J.attributeArray("codeFlows", [&] {
    J.object([&] {
      J.attributeArray("threadFlows", [&] {
        J.object([&] { J.attributeArray("locations", Steps); });
      });
    });
  });
}

/// Always there: without it, a consumer could not know that suppression was
/// looked at.
void SarifWriter::suppressions(const ReportFinding &F) {
  J.attributeArray("suppressions", [&] {
    if (isShown(F))
      return;
    J.object([&] {
      bool InSource = F.Suppressed.By == Suppression::InSource;
      J.attribute("kind", InSource ? "inSource" : "external");
      J.attribute("status", "accepted");
      J.attribute("justification",
                  F.Suppressed.Reason.empty()
                      ? "Suppressed by " + spelling(F.Suppressed.By).str() + "."
                      : utf8(F.Suppressed.Reason));
    });
  });
}

/// Ours; and, with a number where several findings share it, under the one name
/// that GitHub looks at.
void SarifWriter::fingerprints(const ReportFinding &F) {
  J.attributeObject("partialFingerprints", [&] {
    J.attribute("mapwarden/v1", utf8(F.Fingerprint));
    J.attribute("primaryLocationLineHash",
                utf8(F.Fingerprint) + ":" +
                    std::to_string(++Seen[F.Fingerprint]));
  });
}

void SarifWriter::result(const ReportFinding &F) {
  J.attribute("ruleId", "mapwarden-" + utf8(F.Rule));
  if (const RuleInfo *Rule = findRule(F.Rule))
    J.attribute("ruleIndex", Rule - ruleTable().data());
  J.attribute("level", F.Sure == Confidence::Possible ? "note" : "warning");
  message(F.Message);
  J.attributeArray("locations", [&] {
    J.object([&] {
      physicalLocation(F.Where);
      if (F.Container.empty())
        return;
      J.attributeArray("logicalLocations", [&] {
        J.object([&] {
          J.attribute("fullyQualifiedName", utf8(F.Container));
          J.attribute("kind", "variable");
        });
      });
    });
  });
  if (!F.Notes.empty())
    relatedLocations(F);
  codeFlows(F);
  fingerprints(F);
  suppressions(F);
  J.attributeObject("properties", [&] {
    J.attribute("confidence", spelling(F.Sure));
    if (!F.Variant.empty())
      J.attribute("variant", utf8(F.Variant));
  });
}

void SarifWriter::write() {
  J.object([&] {
    J.attribute("$schema", Schema);
    J.attribute("version", "2.1.0");
    J.attributeArray("runs", [&] {
      J.object([&] {
        J.attributeObject(
            "tool", [&] { J.attributeObject("driver", [&] { driver(); }); });
        J.attributeArray("invocations",
                         [&] { J.object([&] { invocation(); }); });
        J.attributeObject("originalUriBaseIds", [&] {
          J.attributeObject(RootId, [&] {
            message("The root of the project that was analysed", "description");
          });
        });
        J.attribute("columnKind", "utf16CodeUnits");
        J.attributeArray("results", [&] {
          for (const ReportFinding &F : R.Findings)
            J.object([&] { result(F); });
        });
      });
    });
  });
  J.flush();
}

void writeSarif(const Report &R, llvm::raw_ostream &OS,
                const RenderOptions &Options) {
  SarifWriter(R, OS, Options).write();
  OS << '\n';
}

} // namespace mapwarden
