//===- Baseline.cpp - Findings that are known and may stay ----------------===//
#include "Report/Baseline.h"
#include "Report/JsonInput.h"
#include "Report/Writers.h"

namespace mapwarden {

static constexpr int64_t FormatVersion = 1;

static void sortEntries(std::vector<BaselineEntry> &Entries) {
  llvm::sort(Entries, [](const BaselineEntry &A, const BaselineEntry &B) {
    return std::tie(A.Rule, A.Container, A.Fingerprint) <
           std::tie(B.Rule, B.Container, B.Fingerprint);
  });
}

static bool belongsInBaseline(const ReportFinding &F) {
  return F.Suppressed.By == Suppression::None ||
         F.Suppressed.By == Suppression::Baseline;
}

/// How many findings of each fingerprint \p R has.
static std::map<std::string, unsigned> countsOf(const Report &R) {
  std::map<std::string, unsigned> Counts;
  for (const ReportFinding &F : R.Findings)
    if (belongsInBaseline(F))
      ++Counts[F.Fingerprint];
  return Counts;
}

/// What is not reported for want of a unit is not gone.
static llvm::Error requireComplete(const Report &R) {
  if (R.Problems.empty())
    return llvm::Error::success();
  const ReportProblem &P = R.Problems.front();
  return llvm::createStringError(
      "the baseline was left as it is, because " + oneLine(P.Source) +
      (P.Failed ? " was not analysed" : " was analysed with errors") +
      " and findings that depend on it would be dropped: " + oneLine(P.Text) +
      "; make it compile, and run this again");
}

Baseline createBaseline(const Report &R) {
  std::map<std::string, BaselineEntry> Entries;
  for (const ReportFinding &F : R.Findings) {
    if (!belongsInBaseline(F))
      continue;
    auto [It, New] = Entries.insert({F.Fingerprint, {}});
    BaselineEntry &E = It->second;
    if (New)
      E = {F.Fingerprint, F.Rule, F.Container, F.Message, "", 1};
    else
      ++E.Count;
  }
  Baseline B;
  for (auto &Entry : Entries)
    B.Entries.push_back(std::move(Entry.second));
  sortEntries(B.Entries);
  return B;
}

llvm::Expected<Baseline> updateBaseline(const Baseline &Old, const Report &R) {
  if (llvm::Error E = requireComplete(R))
    return std::move(E);
  std::map<llvm::StringRef, const BaselineEntry *> Known;
  for (const BaselineEntry &E : Old.Entries)
    Known[E.Fingerprint] = &E;
  Baseline B = createBaseline(R);
  for (BaselineEntry &E : B.Entries)
    if (auto It = Known.find(E.Fingerprint); It != Known.end()) {
      E.Message = It->second->Message;
      E.Reason = It->second->Reason;
    }
  return B;
}

llvm::Expected<Baseline> pruneBaseline(const Baseline &Old, const Report &R) {
  if (llvm::Error E = requireComplete(R))
    return std::move(E);
  std::map<std::string, unsigned> Counts = countsOf(R);
  Baseline B = Old;
  for (BaselineEntry &E : B.Entries)
    E.Count = std::min(E.Count, Counts[E.Fingerprint]);
  llvm::erase_if(B.Entries, [](const BaselineEntry &E) { return !E.Count; });
  return B;
}

std::vector<BaselineEntry> applyBaseline(const Baseline &B, Report &R) {
  std::map<llvm::StringRef, BaselineEntry> Left;
  for (const BaselineEntry &E : B.Entries)
    Left[E.Fingerprint] = E;
  for (ReportFinding &F : R.Findings) {
    auto It = Left.find(F.Fingerprint);
    if (F.Suppressed.By != Suppression::None || It == Left.end() ||
        !It->second.Count)
      continue;
    --It->second.Count;
    F.Suppressed = {Suppression::Baseline, It->second.Reason};
  }
  std::vector<BaselineEntry> Stale;
  for (auto &Entry : Left)
    if (Entry.second.Count)
      Stale.push_back(std::move(Entry.second));
  sortEntries(Stale);
  return Stale;
}

//===--- The file ---------------------------------------------------------===//

static llvm::Expected<BaselineEntry>
parseEntry(const llvm::json::Value &V, size_t Number, llvm::StringRef File) {
  const std::string Which =
      "entry " + std::to_string(Number) + " of 'findings'";
  const llvm::json::Object *O = V.getAsObject();
  if (!O)
    return inputError(File, Which + " is no object");
  BaselineEntry E;
  E.Fingerprint = stringOf(*O, "fingerprint");
  if (!isFingerprint(E.Fingerprint))
    return inputError(File, Which + " has no 'fingerprint' of 32 hex digits");
  E.Rule = stringOf(*O, "rule");
  E.Container = stringOf(*O, "container");
  E.Message = stringOf(*O, "message");
  E.Reason = stringOf(*O, "reason");
  std::optional<int64_t> Count = O->getInteger("count");
  if (!Count || *Count < 1 || *Count > UINT32_MAX)
    return inputError(File, Which + " has no 'count' of at least 1");
  E.Count = unsigned(*Count);
  return E;
}

llvm::Expected<Baseline> parseBaseline(llvm::StringRef Text,
                                       llvm::StringRef File) {
  llvm::Expected<llvm::json::Value> Parsed = parseJson(Text, File);
  if (!Parsed)
    return Parsed.takeError();
  const llvm::json::Object *O = Parsed->getAsObject();
  const llvm::json::Array *Findings = O ? O->getArray("findings") : nullptr;
  std::optional<int64_t> Version =
      O ? O->getInteger("baseline") : std::optional<int64_t>();
  if (!Findings || !Version)
    return inputError(File, "this is no baseline; 'mapwarden baseline create' "
                            "writes one");
  if (*Version != FormatVersion)
    return inputError(File, "the baseline has format " + llvm::Twine(*Version) +
                                ", but this mapwarden reads format " +
                                llvm::Twine(FormatVersion) +
                                "; without this file 'mapwarden baseline "
                                "create' writes a new one");
  Baseline B;
  std::map<std::string, size_t> Seen;
  for (const llvm::json::Value &V : *Findings) {
    llvm::Expected<BaselineEntry> E = parseEntry(V, B.Entries.size() + 1, File);
    if (!E)
      return E.takeError();
    auto [It, New] = Seen.insert({E->Fingerprint, B.Entries.size() + 1});
    if (!New)
      return inputError(File, "entries " + llvm::Twine(It->second) + " and " +
                                  llvm::Twine(B.Entries.size() + 1) +
                                  " of 'findings' have the same fingerprint; "
                                  "keep one and add their counts");
    B.Entries.push_back(std::move(*E));
  }
  sortEntries(B.Entries);
  return B;
}

void writeBaseline(const Baseline &B, llvm::raw_ostream &OS) {
  llvm::json::OStream J(OS, /*IndentSize=*/1);
  J.object([&] {
    J.attribute("baseline", FormatVersion);
    J.attributeArray("findings", [&] {
      for (const BaselineEntry &E : B.Entries)
        J.object([&] {
          J.attribute("rule", utf8(E.Rule));
          J.attribute("container", utf8(E.Container));
          J.attribute("message", utf8(E.Message));
          J.attribute("fingerprint", utf8(E.Fingerprint));
          J.attribute("count", E.Count);
          if (!E.Reason.empty())
            J.attribute("reason", utf8(E.Reason));
        });
    });
  });
  J.flush();
  OS << '\n';
}

} // namespace mapwarden
