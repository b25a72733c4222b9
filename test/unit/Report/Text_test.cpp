// Text: what the terminal shows, the summary line, and hostile strings.
#include "SampleReport.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

TEST(Text, FindingsWithNotesAndSummary) {
  EXPECT_EQ(
      render(sampleReport(), Format::Text),
      "src/cache.h:12:8: warning: 'entries_' grows with every new key and "
      "nothing ever erases from it [mapwarden-unbounded-map]\n"
      "src/cache.cpp:30:5: note: grows here\n"
      "src/main.cpp:7:3: note: the owner is long-lived: a static object\n"
      "src/events.cpp:17:10: warning: 'topic' refers to an element of "
      "'topics_' that the insertion at line 16 may have moved "
      "[mapwarden-escaping-element]\n"
      "src/events.cpp:13:3: note: 'topic' is bound here\n"
      "src/events.cpp:16:7: note: the insertion is here\n"
      "2 findings (1 suppressed) in 3 TUs (1 not analysed), 3 maps: "
      "1 unbounded, 1 bounded, 1 unknown\n");
}

TEST(Text, SummaryCountsCachedUnits) {
  Report R;
  R.Units = 167;
  EXPECT_EQ(summaryOf(R, 160), "0 findings in 167 TUs (160 cached), 0 maps");
  EXPECT_EQ(summaryOf(R), "0 findings in 167 TUs, 0 maps");
}

TEST(Text, SummaryCountsUnitsWithErrors) {
  Report R;
  R.Units = 9;
  R.Problems = {
      {"a.cpp", false, ""}, {"b.cpp", true, ""}, {"c.cpp", false, ""}};
  EXPECT_EQ(summaryOf(R, 3), "0 findings in 9 TUs (3 cached, 1 not analysed, "
                             "2 with errors), 0 maps");
  R.Problems.resize(1);
  EXPECT_EQ(summaryOf(R), "0 findings in 9 TUs (1 with errors), 0 maps");
}

TEST(Text, SummaryKeepsSingularsAndSumsVerdicts) {
  Report R;
  R.Units = 1;
  R.Findings.resize(1);
  for (const char *Verdict :
       {"no-growth", "bounded-keys", "bounded-guard", "erased", "teardown-only",
        "dead-eviction", "partial", "unbounded", "short-lived", "unknown"}) {
    R.Maps.emplace_back();
    R.Maps.back().Verdict = Verdict;
  }
  EXPECT_EQ(summaryOf(R), "1 finding in 1 TU, 10 maps: 4 unbounded, "
                          "4 bounded, 1 short-lived, 1 unknown");
}

TEST(Text, NoSummaryWhenNotWanted) {
  RenderOptions O;
  O.Summary = false;
  EXPECT_EQ(render(Report(), Format::Text, O), "");
}

TEST(Text, ColoursOnlyWhenWanted) {
  EXPECT_EQ(render(sampleReport(), Format::Text).find('\x1b'),
            std::string::npos);
  RenderOptions O;
  O.Colors = true;
  EXPECT_NE(render(sampleReport(), Format::Text, O)
                .find("\x1b[1;35mwarning: \x1b[0m"),
            std::string::npos);
}

TEST(Text, HostileNamesCannotMakeLinesOrEscapeSequences) {
  std::string Out = render(hostileReport(), Format::Text);
  EXPECT_EQ(llvm::StringRef(Out).count('\n'), 7u);
  EXPECT_EQ(Out.find('\x1b'), std::string::npos);
  EXPECT_EQ(Out.find('\r'), std::string::npos);
}

TEST(Text, UnknownPlaceIsLeftOut) {
  Report R;
  R.Findings.resize(2);
  R.Findings[0].Message = "nowhere";
  R.Findings[1].Message = "in a file";
  R.Findings[1].Where.File = "a.cpp";
  RenderOptions O;
  O.Summary = false;
  EXPECT_EQ(render(R, Format::Text, O), "warning: nowhere [mapwarden-]\n"
                                        "a.cpp: warning: in a file "
                                        "[mapwarden-]\n");
}

TEST(Formats, NamesRoundTripAndUnknownOnesListTheKnown) {
  llvm::Expected<Format> F = parseFormat("sarif");
  ASSERT_TRUE(bool(F));
  EXPECT_EQ(*F, Format::Sarif);
  EXPECT_EQ(spelling(*F), "sarif");
  llvm::Expected<Format> Bad = parseFormat("xml");
  ASSERT_FALSE(bool(Bad));
  EXPECT_EQ(llvm::toString(Bad.takeError())
                .find("there is no report format 'xml'; the formats are text, "
                      "json, sarif"),
            0u);
}

} // namespace
