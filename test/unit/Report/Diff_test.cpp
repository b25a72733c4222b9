// Diff: multisets of fingerprints, from JSON and from SARIF.
#include "Report/Diff.h"
#include "SampleReport.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

FindingRecord finding(char Id, uint32_t Line) {
  return {std::string(32, Id), "unbounded-map", {"a.cpp", Line, 1}, "m", "c"};
}
std::vector<uint32_t> lines(llvm::ArrayRef<FindingRecord> Findings) {
  std::vector<uint32_t> Out;
  for (const FindingRecord &F : Findings)
    Out.push_back(F.Where.Line);
  return Out;
}
std::string errorOf(llvm::StringRef Text) {
  llvm::Expected<std::vector<FindingRecord>> F = readFindings(Text, "r.json");
  return F ? "" : llvm::toString(F.takeError());
}

TEST(Diff, MovedFindingIsUnchanged) {
  FindingDiff D = diffFindings({finding('a', 1)}, {finding('a', 90)});
  EXPECT_TRUE(D.Introduced.empty());
  EXPECT_TRUE(D.Fixed.empty());
  EXPECT_THAT(lines(D.Unchanged), testing::ElementsAre(90));
}

TEST(Diff, IntroducedAndFixed) {
  FindingDiff D = diffFindings({finding('a', 1), finding('b', 2)},
                               {finding('b', 2), finding('c', 3)});
  EXPECT_THAT(lines(D.Introduced), testing::ElementsAre(3));
  EXPECT_THAT(lines(D.Fixed), testing::ElementsAre(1));
  EXPECT_THAT(lines(D.Unchanged), testing::ElementsAre(2));
}

TEST(Diff, OfEqualFingerprintsTheOneInPlaceIsOld) {
  FindingDiff D =
      diffFindings({finding('a', 20)}, {finding('a', 10), finding('a', 20)});
  EXPECT_THAT(lines(D.Introduced), testing::ElementsAre(10));
  EXPECT_THAT(lines(D.Unchanged), testing::ElementsAre(20));
  D = diffFindings({finding('a', 1), finding('a', 2), finding('a', 3)},
                   {finding('a', 7)});
  EXPECT_THAT(lines(D.Fixed), testing::ElementsAre(2, 3));
}

TEST(Diff, WithItselfIsNothing) {
  std::vector<FindingRecord> R = recordsOf(sampleReport());
  FindingDiff D = diffFindings(R, R);
  EXPECT_EQ(D.Unchanged.size(), 2u);
  EXPECT_TRUE(D.Introduced.empty() && D.Fixed.empty());
}

TEST(Diff, TextNamesEachChange) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  writeDiff(diffFindings({finding('a', 1), finding('b', 2)},
                         {finding('b', 2), finding('c', 3)}),
            OS);
  EXPECT_EQ(Out, "+ a.cpp:3:1: m [mapwarden-unbounded-map]\n"
                 "- a.cpp:1:1: m [mapwarden-unbounded-map]\n"
                 "1 introduced, 1 fixed, 1 unchanged\n");
}

TEST(ReadFindings, JsonAndSarifTellTheSame) {
  for (Format F : {Format::Json, Format::Sarif}) {
    llvm::Expected<std::vector<FindingRecord>> Read =
        readFindings(render(sampleReport(), F), "r.json");
    ASSERT_TRUE(bool(Read)) << llvm::toString(Read.takeError());
    std::vector<FindingRecord> Expected = recordsOf(sampleReport());
    ASSERT_EQ(Read->size(), Expected.size());
    for (size_t I = 0; I < Expected.size(); ++I) {
      const FindingRecord &A = (*Read)[I], &B = Expected[I];
      EXPECT_EQ(A.Fingerprint, B.Fingerprint);
      EXPECT_EQ(A.Rule, B.Rule);
      EXPECT_EQ(A.Where.File, B.Where.File);
      EXPECT_EQ(A.Where.Line, B.Where.Line);
      EXPECT_EQ(A.Where.Column, B.Where.Column);
      EXPECT_EQ(A.Message, B.Message);
      EXPECT_EQ(A.Container, B.Container);
    }
  }
}

TEST(ReadFindings, SarifKeepsEveryByteOfAPath) {
  llvm::Expected<std::vector<FindingRecord>> Read =
      readFindings(render(hostileReport(), Format::Sarif), "r.sarif");
  ASSERT_TRUE(bool(Read));
  EXPECT_EQ((*Read)[0].Where.File, hostile());
}

TEST(ReadFindings, WrongFilesAreNamed) {
  EXPECT_EQ(errorOf("[]").find("r.json: this is no report"), 0u);
  EXPECT_EQ(errorOf("nonsense").find("r.json: this is no valid JSON"), 0u);
  EXPECT_EQ(errorOf(R"({"format": 9, "findings": []})")
                .find("r.json: this is no report of this version"),
            0u);
  EXPECT_EQ(errorOf(R"({"format": 1, "findings": [{}]})")
                .find("r.json: finding 1 has no 'fingerprint'"),
            0u);
  EXPECT_EQ(errorOf(R"({"runs": [{"results": [{"ruleId": "x"}]}]})")
                .find("r.json: finding 1 has no partial fingerprint"),
            0u);
  EXPECT_EQ(errorOf(R"({"runs": [{}]})").find("r.json: a run of this"), 0u);
}

TEST(ReadFindings, DamagedReportsNeverCrash) {
  const std::string Text = render(sampleReport(), Format::Json);
  for (size_t I = 0; I < Text.size(); I += 3) {
    errorOf(Text.substr(0, I));
    std::string Flipped = Text;
    Flipped[I] ^= 1 << (I % 8);
    errorOf(Flipped);
  }
}

} // namespace
