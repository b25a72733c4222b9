// What the validators of test/report cannot see: flows, columns, uniqueness,
// determinism.
#include "Report/Rules.h"
#include "SampleReport.h"
#include "llvm/Support/JSON.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

const Format AllFormats[] = {Format::Text,  Format::Json,   Format::Sarif,
                             Format::Html,  Format::GitLab, Format::GitHub,
                             Format::JUnit, Format::Facts};

llvm::json::Object sarifResult(const Report &R, size_t Index,
                               const RenderOptions &O = {}) {
  llvm::json::Value V =
      llvm::cantFail(llvm::json::parse(render(R, Format::Sarif, O)));
  const llvm::json::Object &Run =
      *(*V.getAsObject()->getArray("runs"))[0].getAsObject();
  return *(*Run.getArray("results"))[Index].getAsObject();
}

/// The lines of the locations of a result's flow.
std::vector<int64_t> flow(const llvm::json::Object &Result) {
  std::vector<int64_t> Out;
  const llvm::json::Array *Flows = Result.getArray("codeFlows");
  if (!Flows)
    return Out;
  const llvm::json::Object &Thread =
      *(*(*Flows)[0].getAsObject()->getArray("threadFlows"))[0].getAsObject();
  for (const llvm::json::Value &L : *Thread.getArray("locations"))
    Out.push_back(*L.getAsObject()
                       ->getObject("location")
                       ->getObject("physicalLocation")
                       ->getObject("region")
                       ->getInteger("startLine"));
  return Out;
}

TEST(Formats, EachHasAName) {
  for (Format F : AllFormats) {
    llvm::Expected<Format> Again = parseFormat(spelling(F));
    ASSERT_TRUE(bool(Again));
    EXPECT_EQ(*Again, F);
  }
}

TEST(Formats, SameReportSameBytes) {
  for (Format F : AllFormats)
    EXPECT_EQ(render(hostileReport(), F), render(hostileReport(), F));
}

TEST(Rules, OfTheTableAreThoseThatJudge) {
  std::vector<std::string> Ids, Expected = {
#define RULE(Id, ...) Id,
#include "Verdict/Rules.def"
                                };
  for (const RuleInfo &R : ruleTable())
    Ids.push_back(R.Id.str());
  EXPECT_EQ(Ids, Expected);
  ASSERT_NE(findRule("unbounded-map"), nullptr);
  EXPECT_EQ(findRule("mapwarden-unbounded-map"), findRule("unbounded-map"));
  EXPECT_EQ(findRule("unbounded-map")->Summary,
            "A long-lived map grows at run time and nothing bounds it.");
  EXPECT_EQ(findRule("nonsense"), nullptr);
}

TEST(Sarif, FlowOfAnEscapingElementIsInOrderOfTime) {
  Report R = sampleReport();
  EXPECT_THAT(flow(sarifResult(R, 1)), testing::ElementsAre(13, 16, 17));
  EXPECT_THAT(flow(sarifResult(R, 0)), testing::IsEmpty());
  // Stored now, moved later.
  R.Findings[1].Variant = "stored";
  EXPECT_THAT(flow(sarifResult(R, 1)), testing::ElementsAre(13, 17, 16));
}

TEST(Sarif, ColumnsCountUtf16) {
  RenderOptions O;
  O.Source = [](llvm::StringRef, uint32_t) {
    return std::string("\xc3\xa4\xf0\x9f\x97\xba x"); // ä, a map, " x"
  };
  Report R = sampleReport();
  R.Findings[0].Where.Column = 8;
  llvm::json::Object Result = sarifResult(R, 0, O);
  const llvm::json::Object &Location =
      *(*Result.getArray("locations"))[0].getAsObject();
  EXPECT_EQ(Location.getObject("physicalLocation")
                ->getObject("region")
                ->getInteger("startColumn"),
            5);
}

TEST(Sarif, EqualFingerprintsAreNumberedForGitHub) {
  Report R = sampleReport();
  R.Findings[1] = R.Findings[0];
  std::string Hash = R.Findings[0].Fingerprint;
  for (unsigned I : {0, 1})
    EXPECT_EQ(sarifResult(R, I)
                  .getObject("partialFingerprints")
                  ->getString("primaryLocationLineHash"),
              llvm::StringRef(Hash + ":" + std::to_string(I + 1)));
}

TEST(GitLab, EqualFingerprintsBecomeDifferent) {
  Report R = sampleReport();
  R.Findings[1] = R.Findings[0];
  llvm::json::Value V =
      llvm::cantFail(llvm::json::parse(render(R, Format::GitLab)));
  const llvm::json::Array &A = *V.getAsArray();
  ASSERT_EQ(A.size(), 2u);
  EXPECT_EQ(A[0].getAsObject()->getString("fingerprint"),
            llvm::StringRef(R.Findings[0].Fingerprint));
  EXPECT_NE(A[0].getAsObject()->getString("fingerprint"),
            A[1].getAsObject()->getString("fingerprint"));
}

TEST(GitHub, EscapesPropertiesAndKeepsNotes) {
  Report R = sampleReport();
  R.Findings[0].Where.File = "a,b:c%.cpp";
  EXPECT_EQ(render(R, Format::GitHub)
                .substr(0, 200)
                .find("::warning file=a%2Cb%3Ac%25.cpp,line=12,col=8,"
                      "title=mapwarden-unbounded-map::'entries_' grows"),
            0u);
  EXPECT_NE(render(R, Format::GitHub).find("%0Asrc/cache.cpp:30: grows here"),
            std::string::npos);
}

TEST(Html, NothingOfTheProgramIsMarkup) {
  std::string Page = render(hostileReport(), Format::Html);
  size_t Data = Page.find("id=\"data\">");
  ASSERT_NE(Data, std::string::npos);
  Data += 10;
  size_t End = Page.find('<', Data);
  EXPECT_EQ(Page.substr(End, 9), "</script>");
  llvm::Expected<llvm::json::Value> V =
      llvm::json::parse(llvm::StringRef(Page).slice(Data, End));
  ASSERT_TRUE(bool(V)) << llvm::toString(V.takeError());
  EXPECT_EQ(Page.find("alert(1)</script>"), std::string::npos);
}

TEST(Html, ExcerptsAreTheLinesAroundEachPlace) {
  RenderOptions O;
  O.Source = [](llvm::StringRef File,
                uint32_t Line) -> std::optional<std::string> {
    if (File != "src/cache.h" || Line > 13)
      return std::nullopt;
    return "L" + std::to_string(Line);
  };
  EXPECT_NE(render(sampleReport(), Format::Html, O)
                .find("{\"file\":\"src/cache.h\",\"lines\":[[10,\"L10\"],[11,"
                      "\"L11\"],[12,\"L12\"],[13,\"L13\"]]}"),
            std::string::npos);
}

} // namespace
