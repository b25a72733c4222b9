//===- Diff.cpp - What changed between two reports ------------------------===//
#include "Report/Diff.h"
#include "Report/JsonInput.h"
#include "Report/Writers.h"
#include "llvm/ADT/StringExtras.h"

namespace mapwarden {

using llvm::json::Array;
using llvm::json::Object;

std::vector<FindingRecord> recordsOf(const Report &R) {
  std::vector<FindingRecord> Out;
  for (const ReportFinding &F : R.Findings)
    if (isShown(F))
      Out.push_back({F.Fingerprint, F.Rule, F.Where, F.Message, F.Container});
  return Out;
}

//===--- Reading ----------------------------------------------------------===//

static uint32_t numberOf(const Object &O, llvm::StringRef Key) {
  int64_t N = O.getInteger(Key).value_or(0);
  return N > 0 && N <= UINT32_MAX ? uint32_t(N) : 0;
}

static llvm::Error badFinding(llvm::StringRef File, size_t Number,
                              llvm::StringRef What) {
  return inputError(File, "finding " + llvm::Twine(Number) + " has no " + What +
                              "; was the report written by mapwarden?");
}

static llvm::Error readJson(const Array &Findings, llvm::StringRef File,
                            std::vector<FindingRecord> &Out) {
  size_t Number = 0;
  for (const llvm::json::Value &V : Findings) {
    ++Number;
    const Object *O = V.getAsObject();
    std::string Fingerprint = O ? stringOf(*O, "fingerprint") : "";
    if (!isFingerprint(Fingerprint))
      return badFinding(File, Number, "'fingerprint' of 32 hex digits");
    if (O->getObject("suppression"))
      continue;
    Place At{stringOf(*O, "file"), numberOf(*O, "line"),
             numberOf(*O, "column")};
    Out.push_back({std::move(Fingerprint), stringOf(*O, "rule"), std::move(At),
                   stringOf(*O, "message"), stringOf(*O, "container")});
  }
  return llvm::Error::success();
}

/// Undoes uriOf().
static std::string pathOf(llvm::StringRef Uri) {
  Uri.consume_front("file://");
  std::string Out;
  for (size_t I = 0; I < Uri.size(); ++I) {
    unsigned Byte;
    if (Uri[I] == '%' && I + 2 < Uri.size() &&
        !Uri.substr(I + 1, 2).getAsInteger(16, Byte)) {
      Out += char(Byte);
      I += 2;
    } else {
      Out += Uri[I];
    }
  }
  return Out;
}

/// The first element of array \p Key of \p O that is an object; null if none.
static const Object *firstOf(const Object *O, llvm::StringRef Key) {
  const Array *A = O ? O->getArray(Key) : nullptr;
  return A && !A->empty() ? A->front().getAsObject() : nullptr;
}
static const Object *objectOf(const Object *O, llvm::StringRef Key) {
  return O ? O->getObject(Key) : nullptr;
}

static FindingRecord readResult(const Object &O, std::string Fingerprint) {
  FindingRecord Out;
  Out.Fingerprint = std::move(Fingerprint);
  llvm::StringRef Rule = O.getString("ruleId").value_or("");
  Rule.consume_front("mapwarden-");
  Out.Rule = Rule.str();
  if (const Object *Message = O.getObject("message")) {
    llvm::StringRef Text = Message->getString("text").value_or("");
    Text.consume_back(".");
    Out.Message = Text.str();
  }
  const Object *Location = firstOf(&O, "locations");
  const Object *Physical = objectOf(Location, "physicalLocation");
  if (const Object *Artifact = objectOf(Physical, "artifactLocation"))
    Out.Where.File = pathOf(Artifact->getString("uri").value_or(""));
  if (const Object *Region = objectOf(Physical, "region")) {
    Out.Where.Line = numberOf(*Region, "startLine");
    Out.Where.Column = numberOf(*Region, "startColumn");
  }
  if (const Object *Logical = firstOf(Location, "logicalLocations"))
    Out.Container = stringOf(*Logical, "fullyQualifiedName");
  return Out;
}

static llvm::Error readSarif(const Array &Runs, llvm::StringRef File,
                             std::vector<FindingRecord> &Out) {
  size_t Number = 0;
  for (const llvm::json::Value &Run : Runs) {
    const Array *Results =
        Run.getAsObject() ? Run.getAsObject()->getArray("results") : nullptr;
    if (!Results)
      return inputError(File, "a run of this SARIF file has no 'results'");
    for (const llvm::json::Value &V : *Results) {
      ++Number;
      const Object *O = V.getAsObject();
      const Object *Fingerprints = objectOf(O, "partialFingerprints");
      std::string Fingerprint =
          Fingerprints ? stringOf(*Fingerprints, "mapwarden/v1") : "";
      if (!isFingerprint(Fingerprint))
        return badFinding(File, Number, "partial fingerprint 'mapwarden/v1'");
      const Array *Suppressions = O->getArray("suppressions");
      if (!Suppressions || Suppressions->empty())
        Out.push_back(readResult(*O, std::move(Fingerprint)));
    }
  }
  return llvm::Error::success();
}

llvm::Expected<std::vector<FindingRecord>> readFindings(llvm::StringRef Text,
                                                        llvm::StringRef File) {
  llvm::Expected<llvm::json::Value> Parsed = parseJson(Text, File);
  if (!Parsed)
    return Parsed.takeError();
  const Object *O = Parsed->getAsObject();
  const Array *Findings = O ? O->getArray("findings") : nullptr;
  const Array *Runs = O ? O->getArray("runs") : nullptr;
  const bool IsOurs = Findings && O->getInteger("format") == int64_t(1);
  if (!IsOurs && !Runs)
    return inputError(File, "this is no report of this version of mapwarden; "
                            "'mapwarden analyze --format=json' or "
                            "'--format=sarif' writes one");
  std::vector<FindingRecord> Out;
  if (llvm::Error E =
          IsOurs ? readJson(*Findings, File, Out) : readSarif(*Runs, File, Out))
    return std::move(E);
  return Out;
}

//===--- The difference ---------------------------------------------------===//

FindingDiff diffFindings(llvm::ArrayRef<FindingRecord> Base,
                         llvm::ArrayRef<FindingRecord> Head) {
  using Key = std::tuple<llvm::StringRef, llvm::StringRef, uint32_t, uint32_t>;
  auto KeyOf = [](const FindingRecord &F) {
    return Key(F.Fingerprint, F.Where.File, F.Where.Line, F.Where.Column);
  };
  std::map<Key, std::vector<size_t>> AtPlace;
  for (size_t I = Base.size(); I-- > 0;)
    AtPlace[KeyOf(Base[I])].push_back(I);

  // Equal fingerprints at the same place first, then in order.
  std::vector<bool> BaseUsed(Base.size()), HeadUsed(Head.size());
  for (size_t I = 0; I < Head.size(); ++I) {
    auto It = AtPlace.find(KeyOf(Head[I]));
    if (It == AtPlace.end() || It->second.empty())
      continue;
    BaseUsed[It->second.back()] = HeadUsed[I] = true;
    It->second.pop_back();
  }
  std::map<llvm::StringRef, std::vector<size_t>> Left;
  for (size_t I = Base.size(); I-- > 0;)
    if (!BaseUsed[I])
      Left[Base[I].Fingerprint].push_back(I);
  FindingDiff D;
  for (size_t I = 0; I < Head.size(); ++I) {
    std::vector<size_t> *Others = nullptr;
    if (auto It = Left.find(Head[I].Fingerprint); It != Left.end())
      Others = &It->second;
    if (!HeadUsed[I] && Others && !Others->empty()) {
      BaseUsed[Others->back()] = HeadUsed[I] = true;
      Others->pop_back();
    }
    (HeadUsed[I] ? D.Unchanged : D.Introduced).push_back(Head[I]);
  }
  for (size_t I = 0; I < Base.size(); ++I)
    if (!BaseUsed[I])
      D.Fixed.push_back(Base[I]);
  return D;
}

void writeDiff(const FindingDiff &D, llvm::raw_ostream &OS) {
  auto WriteAll = [&](llvm::ArrayRef<FindingRecord> Findings, char Sign) {
    for (const FindingRecord &F : Findings)
      OS << Sign << ' ' << oneLine(F.Where.File) << ':' << F.Where.Line << ':'
         << F.Where.Column << ": " << oneLine(F.Message) << " [mapwarden-"
         << oneLine(F.Rule) << "]\n";
  };
  WriteAll(D.Introduced, '+');
  WriteAll(D.Fixed, '-');
  OS << D.Introduced.size() << " introduced, " << D.Fixed.size() << " fixed, "
     << D.Unchanged.size() << " unchanged\n";
}

void writeDiffJson(const FindingDiff &D, llvm::raw_ostream &OS) {
  llvm::json::OStream J(OS, /*IndentSize=*/1);
  auto WriteAll = [&](llvm::StringRef Key,
                      llvm::ArrayRef<FindingRecord> Findings) {
    J.attributeArray(Key, [&] {
      for (const FindingRecord &F : Findings)
        J.object([&] {
          J.attribute("rule", utf8(F.Rule));
          J.attribute("file", utf8(F.Where.File));
          J.attribute("line", F.Where.Line);
          J.attribute("column", F.Where.Column);
          J.attribute("message", utf8(F.Message));
          J.attribute("container", utf8(F.Container));
          J.attribute("fingerprint", utf8(F.Fingerprint));
        });
    });
  };
  J.object([&] {
    WriteAll("introduced", D.Introduced);
    WriteAll("fixed", D.Fixed);
    WriteAll("unchanged", D.Unchanged);
  });
  J.flush();
  OS << '\n';
}

} // namespace mapwarden
