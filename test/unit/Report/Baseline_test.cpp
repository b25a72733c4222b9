// Baselines: counts, what is stale, and files that are wrong.
#include "Report/Baseline.h"
#include "SampleReport.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

/// The sample without its failed unit.
Report complete() {
  Report R = sampleReport();
  R.Problems.clear();
  return R;
}
std::string written(const Baseline &B) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  writeBaseline(B, OS);
  return Out;
}
size_t shown(const Report &R) {
  return llvm::count_if(R.Findings, [](const ReportFinding &F) {
    return F.Suppressed.By == Suppression::None;
  });
}
std::string errorOf(llvm::StringRef Text) {
  llvm::Expected<Baseline> B = parseBaseline(Text, "b.json");
  return B ? "" : llvm::toString(B.takeError());
}

TEST(Baseline, HidesWhatItKnowsAndNothingElse) {
  Report R = complete();
  Baseline B = createBaseline(R);
  // The one that the source suppresses needs no entry.
  ASSERT_EQ(B.Entries.size(), 2u);
  EXPECT_TRUE(applyBaseline(B, R).empty());
  EXPECT_EQ(shown(R), 0u);
  EXPECT_EQ(R.Findings[0].Suppressed.By, Suppression::Baseline);
  EXPECT_EQ(R.Findings[2].Suppressed.By, Suppression::InSource);

  Report More = complete();
  More.Findings[0].Fingerprint[0] = 'f';
  EXPECT_EQ(applyBaseline(B, More).size(), 1u);
  EXPECT_EQ(shown(More), 1u);
}

TEST(Baseline, CountsEqualFingerprints) {
  Report R = complete();
  R.Findings.insert(R.Findings.begin(), R.Findings[0]);
  Baseline B = createBaseline(R);
  ASSERT_EQ(B.Entries.size(), 2u);
  EXPECT_EQ(B.Entries[1].Count, 2u);

  // A third one with the fingerprint is new.
  Report Three = R;
  Three.Findings.insert(Three.Findings.begin(), R.Findings[0]);
  EXPECT_TRUE(applyBaseline(B, Three).empty());
  EXPECT_EQ(shown(Three), 1u);

  // One of two is gone: that much is stale.
  Report One = complete();
  std::vector<BaselineEntry> Stale = applyBaseline(B, One);
  ASSERT_EQ(Stale.size(), 1u);
  EXPECT_EQ(Stale[0].Count, 1u);
  EXPECT_EQ(Stale[0].Container, "app::Cache::entries_");
}

TEST(Baseline, FileRoundTripsAndIsSorted) {
  Baseline B = createBaseline(complete());
  B.Entries[0].Reason = "until \"May\"";
  std::string Text = written(B);
  llvm::Expected<Baseline> Read = parseBaseline(Text, "b.json");
  ASSERT_TRUE(bool(Read)) << llvm::toString(Read.takeError());
  EXPECT_EQ(written(*Read), Text);
  EXPECT_EQ(Read->Entries[0].Rule, "escaping-element");
  EXPECT_EQ(Read->Entries[1].Rule, "unbounded-map");
}

TEST(Baseline, HostileStringsRoundTrip) {
  std::string Text = written(createBaseline(hostileReport()));
  EXPECT_EQ(errorOf(Text), "");
}

TEST(Baseline, ReasonReachesTheReport) {
  Report R = complete();
  Baseline B = createBaseline(R);
  B.Entries[1].Reason = "until May";
  applyBaseline(B, R);
  EXPECT_EQ(R.Findings[0].Suppressed.Reason, "until May");
}

TEST(Baseline, UpdateAddsRemovesAndKeepsWhatPeopleWrote) {
  Report R = complete();
  Baseline Old = createBaseline(R);
  Old.Entries[1].Reason = "until May";
  R.Findings[0].Message = "reworded";
  R.Findings[1].Fingerprint[0] = '0';
  llvm::Expected<Baseline> New = updateBaseline(Old, R);
  ASSERT_TRUE(bool(New));
  ASSERT_EQ(New->Entries.size(), 2u);
  EXPECT_EQ(New->Entries[0].Fingerprint, R.Findings[1].Fingerprint);
  EXPECT_EQ(New->Entries[1].Reason, "until May");
  EXPECT_EQ(New->Entries[1].Message, Old.Entries[1].Message);
}

TEST(Baseline, UpdateAfterApplyIsTheSame) {
  Report R = complete();
  Baseline B = createBaseline(R);
  applyBaseline(B, R);
  llvm::Expected<Baseline> New = updateBaseline(B, R);
  ASSERT_TRUE(bool(New));
  EXPECT_EQ(written(*New), written(B));
}

TEST(Baseline, PruneRemovesOnly) {
  Report R = complete();
  Baseline Old = createBaseline(R);
  R.Findings[1].Fingerprint[0] = '0';
  llvm::Expected<Baseline> New = pruneBaseline(Old, R);
  ASSERT_TRUE(bool(New));
  ASSERT_EQ(New->Entries.size(), 1u);
  EXPECT_EQ(New->Entries[0].Rule, "unbounded-map");
}

TEST(Baseline, IsLeftAloneWhenAUnitFailed) {
  Report R = sampleReport();
  Baseline Old = createBaseline(R);
  llvm::Expected<Baseline> Updated = updateBaseline(Old, R),
                           Pruned = pruneBaseline(Old, R);
  ASSERT_FALSE(bool(Updated));
  ASSERT_FALSE(bool(Pruned));
  EXPECT_NE(llvm::toString(Updated.takeError()).find("src/broken.cpp"),
            std::string::npos);
  llvm::consumeError(Pruned.takeError());
}

TEST(Baseline, IsLeftAloneWhenAUnitHasErrors) {
  Report R = complete();
  Baseline Old = createBaseline(R);
  R.Problems.push_back({"src/odd.cpp", /*Failed=*/false, "unknown type 'T'"});
  llvm::Expected<Baseline> Updated = updateBaseline(Old, R),
                           Pruned = pruneBaseline(Old, R);
  ASSERT_FALSE(bool(Updated));
  ASSERT_FALSE(bool(Pruned));
  EXPECT_EQ(llvm::toString(Updated.takeError()),
            "the baseline was left as it is, because src/odd.cpp was analysed "
            "with errors and findings that depend on it would be dropped: "
            "unknown type 'T'; make it compile, and run this again");
  llvm::consumeError(Pruned.takeError());
}

TEST(Baseline, WrongFilesAreNamed) {
  EXPECT_EQ(errorOf("{}").find("b.json: this is no baseline"), 0u);
  EXPECT_EQ(errorOf("").find("b.json: this is no valid JSON"), 0u);
  EXPECT_EQ(errorOf(R"({"baseline": 2, "findings": []})")
                .find("b.json: the baseline has format 2"),
            0u);
  EXPECT_EQ(errorOf(R"({"baseline": 1, "findings": [1]})"),
            "b.json: entry 1 of 'findings' is no object");
  EXPECT_EQ(errorOf(R"({"baseline": 1, "findings": [{"fingerprint": "x"}]})"),
            "b.json: entry 1 of 'findings' has no 'fingerprint' of 32 hex "
            "digits");
  const std::string Entry =
      R"({"fingerprint": "00112233445566778899aabbccddeeff", "count": 1})";
  EXPECT_EQ(errorOf(R"({"baseline": 1, "findings": [)" + Entry + "]}"), "");
  EXPECT_EQ(
      errorOf(R"({"baseline": 1, "findings": [)" + Entry + "," + Entry + "]}")
          .find("b.json: entries 1 and 2 of 'findings' have the same"),
      0u);
  std::string NoCount = Entry;
  NoCount.replace(NoCount.find("1}"), 1, "0");
  EXPECT_NE(errorOf(R"({"baseline": 1, "findings": [)" + NoCount + "]}")
                .find("has no 'count' of at least 1"),
            std::string::npos);
}

TEST(Baseline, DamagedFilesNeverCrash) {
  const std::string Text = written(createBaseline(hostileReport()));
  for (size_t I = 0; I < Text.size(); ++I) {
    errorOf(Text.substr(0, I));
    std::string Flipped = Text;
    Flipped[I] ^= 1 << (I % 8);
    errorOf(Flipped);
  }
  EXPECT_NE(errorOf(std::string(1000000, '[')).find("nested more than 100"),
            std::string::npos);
}

} // namespace
