#include "Report/ProgramFile.h"
#include "Report/SampleReport.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <random>

using namespace mapwarden;
using namespace mapwarden::test;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

std::string writtenFrom(const Report &R) {
  std::string Bytes;
  llvm::raw_string_ostream OS(Bytes);
  RenderOptions Options;
  Options.Root = "..";
  Options.Source = [](llvm::StringRef, uint32_t Line) {
    return std::optional<std::string>("\t  line " + std::to_string(Line) + " ");
  };
  Options.Digest = [](llvm::StringRef File) {
    return std::optional<uint64_t>(digestOfContent(File));
  };
  writeReport(R, Format::Facts, OS, Options);
  return Bytes;
}

llvm::Expected<ProgramFile> read(llvm::StringRef Bytes) {
  return readProgramFile(llvm::MemoryBufferRef(Bytes, "dir/program.facts"));
}

std::string errorOf(llvm::StringRef Bytes) {
  auto Program = read(Bytes);
  return Program ? "no error" : llvm::toString(Program.takeError());
}

ReportFinding finding(std::string Rule, Suppression::Source By) {
  ReportFinding F;
  F.Rule = std::move(Rule);
  F.Where = {"src/a.cpp", 3, 7};
  F.Message = "'a' grows";
  F.Notes = {{{"src/b.cpp", 9, 1}, "grows here"}};
  F.ContainerUSR = "c:@a";
  F.Anchor = {FindingAnchor::Container, "c:@a", "a"};
  F.Suppressed.By = By;
  return F;
}

TEST(ProgramFile, FindingsComeBackWithWhatFindsTheirPlacesAgain) {
  Report R;
  R.Findings = {finding("unbounded-map", Suppression::None)};
  ProgramFile Program = llvm::cantFail(read(writtenFrom(R)));
  EXPECT_EQ(Program.Root, "..");
  ASSERT_EQ(Program.Findings.size(), 1u);
  const ProgramFinding &F = Program.Findings.front();
  EXPECT_EQ(F.Rule, "unbounded-map");
  EXPECT_EQ(F.At.Where.File, "src/a.cpp");
  EXPECT_EQ(F.At.Where.Line, 3u);
  EXPECT_EQ(F.At.Where.Column, 7u);
  EXPECT_EQ(F.At.Line, "line 3");
  EXPECT_EQ(F.At.Indent, 3u);
  EXPECT_EQ(F.Anchor.Is, FindingAnchor::Container);
  EXPECT_EQ(F.Anchor.USR, "c:@a");
  ASSERT_EQ(F.Notes.size(), 1u);
  EXPECT_EQ(F.Notes[0].At.Line, "line 9");
  ASSERT_EQ(Program.Files.size(), 2u);
  EXPECT_EQ(Program.Files[0].Path, "src/a.cpp");
  EXPECT_EQ(Program.Files[0].Digest, digestOfContent("src/a.cpp"));
}

/// clang-tidy has a level of its own, and reads NOLINT itself; what the
/// configuration or a baseline silences it would not know.
TEST(ProgramFile, HoldsAllLevelsAndWhatClangTidyItselfSilences) {
  Report R;
  R.Findings = {finding("shown", Suppression::None),
                finding("nolint", Suppression::InSource),
                finding("excluded", Suppression::Config),
                finding("known", Suppression::Baseline)};
  R.BelowLevel = {finding("hint", Suppression::None),
                  finding("excluded-hint", Suppression::Config)};
  ProgramFile Program = llvm::cantFail(read(writtenFrom(R)));
  std::vector<std::string> Rules;
  for (const ProgramFinding &F : Program.Findings)
    Rules.push_back(F.Rule);
  EXPECT_THAT(Rules, ElementsAre("shown", "nolint", "hint"));
}

TEST(ProgramFile, OtherFilesAreRefusedByNameWithTheWayOut) {
  EXPECT_THAT(errorOf("{}"),
              HasSubstr("dir/program.facts: this is not a facts file of a "
                        "program; `mapwarden analyze --format=facts"));
  std::string Bytes = writtenFrom(sampleReport());
  Bytes[8] ^= 1;
  EXPECT_THAT(errorOf(Bytes), HasSubstr("written by another version"));
}

TEST(ProgramFile, TruncationsAndMutationsAreErrors) {
  const std::string Bytes = writtenFrom(sampleReport());
  ASSERT_EQ(errorOf(Bytes), "no error");
  for (size_t Size = 0; Size < Bytes.size(); ++Size)
    EXPECT_THAT(errorOf(Bytes.substr(0, Size)), HasSubstr("program.facts: "));
  std::mt19937 Random(3);
  for (unsigned I = 0; I < 10000; ++I) {
    std::string Mutated = Bytes;
    Mutated[Random() % Mutated.size()] ^= 1 << Random() % 8;
    EXPECT_THAT(errorOf(Mutated), HasSubstr("program.facts: ")) << I;
  }
}

} // namespace
