#include "Driver/PreparedHeaders.h"
#include "Facts/Serialize.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace llvm;

namespace {

/// Sources in a folder of their own, and a file for prepared headers.
class PreparedHeadersTest : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(sys::fs::createUniqueDirectory("prepared", Folder));
    Path = (Folder + "/headers").str();
    write("headers", "");
  }
  void TearDown() override { sys::fs::remove_directories(Folder); }

  void write(StringRef Name, StringRef Text) {
    std::error_code EC;
    raw_fd_ostream OS((Folder + "/" + Name).str(), EC);
    OS << Text;
  }
  CompileCommand unit(StringRef Name, StringRef Text) {
    write(Name, Text);
    const std::string File = (Folder + "/" + Name).str();
    return {std::string(Folder), File, {"c++", "-std=c++17", "-c", File}};
  }
  std::string factsOf(const CompileCommand &C, const PreparedHeaders *With) {
    CollectorOptions Options;
    Options.Root = std::string(Folder);
    CollectedUnit Unit = collectUnit(C, Catalog(), Options, With);
    EXPECT_EQ(Unit.Unit.Status, UnitStatus::Complete) << Unit.Unit.Problem;
    for (const ReadFile &F : Unit.Files)
      Read.insert(F.Path);
    std::string Bytes;
    raw_string_ostream OS(Bytes);
    writeFacts(Unit.Unit, OS);
    return Bytes;
  }
  bool prepares(StringRef Ending) const {
    return Headers && llvm::any_of(Headers->Files, [&](const ReadFile &F) {
             return StringRef(F.Path).ends_with(Ending);
           });
  }
  void prepare(ArrayRef<CompileCommand> Samples) {
    Headers = prepareHeaders(Samples, Path);
  }

  static constexpr StringLiteral Code =
      "class Cache { public: void add(const std::string &K) { map_[K] = 1; }\n"
      " private: std::map<std::string, int> map_; };\n"
      "Cache cache; void use() { cache.add(\"a\"); }\n";
  SmallString<128> Folder;
  std::string Path;
  std::optional<PreparedHeaders> Headers;
  StringSet<> Read;
};

TEST_F(PreparedHeadersTest, FactsAreTheSameWithThem) {
  CompileCommand A =
      unit("a.cpp", ("#include <map>\n#include <string>\n" + Code).str());
  CompileCommand B = unit("b.cpp", ("#include <string>\n#include <map>\n"
                                    "#include <vector>\n" +
                                    Code)
                                       .str());
  prepare({A, B});
  ASSERT_TRUE(prepares("/map"));
  EXPECT_EQ(factsOf(A, nullptr), factsOf(A, &*Headers));
  EXPECT_EQ(factsOf(B, nullptr), factsOf(B, &*Headers));
}

TEST_F(PreparedHeadersTest, AChangeOfAPreparedHeaderIsAChangeOfTheUnit) {
  CompileCommand A =
      unit("a.cpp", ("#include <map>\n#include <string>\n" + Code).str());
  prepare({A});
  ASSERT_TRUE(Headers);
  factsOf(A, &*Headers);
  for (const ReadFile &F : Headers->Files)
    EXPECT_TRUE(Read.contains(F.Path)) << F.Path;
}

TEST_F(PreparedHeadersTest, WhatOneSampleDoesNotIncludeIsNotPrepared) {
  prepare({unit("a.cpp", "#include <map>\n#include <iostream>\n"),
           unit("b.cpp", "#include <map>\n")});
  EXPECT_TRUE(prepares("/map"));
  EXPECT_FALSE(prepares("/iostream"));
}

TEST_F(PreparedHeadersTest, HeadersOfCAndOfTheProgramAreNotPrepared) {
  write("own.hpp", "int own;\n");
  prepare({unit("a.cpp", "#include <math.h>\n#include \"own.hpp\"\n")});
  EXPECT_FALSE(Headers);
}

TEST_F(PreparedHeadersTest, AMacroBeforeAHeaderThatReadsItCounts) {
  prepare({unit("a.cpp", "#include <map>\n#include <string>\n")});
  ASSERT_TRUE(Headers);
  auto Steps = [&](StringRef Macro) {
    const std::string Map =
        llvm::find_if(Headers->Files, [](const ReadFile &F) {
          return StringRef(F.Path).ends_with("/map");
        })->Path;
    return std::vector<MacroStep>{{Macro.str(), "/a.cpp"}, {"", Map}};
  };
  EXPECT_TRUE(Headers->differFor(Steps("_GLIBCXX_DEBUG")));
  EXPECT_FALSE(Headers->differFor(Steps("MAPWARDEN_TEST_MACRO")));
  auto Later = Steps("_GLIBCXX_DEBUG");
  std::swap(Later[0], Later[1]);
  EXPECT_FALSE(Headers->differFor(Later));
}

TEST_F(PreparedHeadersTest, AUnitThatChangesThemIsParsedWithout) {
  prepare({unit("a.cpp", "#include <map>\n#include <string>\n")});
  ASSERT_TRUE(Headers);
  CompileCommand B = unit("b.cpp", ("#define private public\n"
                                    "#include <map>\n#include <string>\n" +
                                    Code)
                                       .str());
  EXPECT_EQ(factsOf(B, nullptr), factsOf(B, &*Headers));
}

TEST_F(PreparedHeadersTest, NothingIsPreparedWhereASampleChangesThem) {
  prepare({unit("a.cpp", "#define private public\n#include <map>\n"),
           unit("b.cpp", "#include <map>\n")});
  EXPECT_FALSE(Headers);
}

/// <features.h> redefines it, as g++ and clang++ define _GNU_SOURCE.
TEST_F(PreparedHeadersTest, AMacroOfTheCommandLineStaysAsHeadersLeftIt) {
  CompileCommand A = unit("a.cpp", ("#include <map>\n#include <string>\n"
                                    "#if _XOPEN_SOURCE >= 600\n" +
                                    Code + "#endif\n")
                                       .str());
  A.Arguments.push_back("-D_XOPEN_SOURCE=500");
  prepare({A});
  ASSERT_TRUE(Headers);
  EXPECT_EQ(factsOf(A, nullptr), factsOf(A, &*Headers));
}

TEST_F(PreparedHeadersTest, AnErrorIsThatOfTheUnitAlone) {
  prepare({unit("a.cpp", "#include <map>\n#include <string>\n")});
  ASSERT_TRUE(Headers);
  CompileCommand B = unit("b.cpp", "int x = nonsense;\n");
  CollectorOptions Options;
  Options.Root = std::string(Folder);
  CollectedUnit Unit = collectUnit(B, Catalog(), Options, &*Headers);
  EXPECT_EQ(Unit.Unit.Status, UnitStatus::Errors);
  EXPECT_NE(Unit.Unit.Problem.find("b.cpp:1:9"), std::string::npos);
}

TEST_F(PreparedHeadersTest, SurviveTheWayBetweenProcesses) {
  prepare({unit("a.cpp", "#include <map>\n#include <string>\n")});
  ASSERT_TRUE(Headers);
  PreparedHeaders Again;
  ASSERT_TRUE(Again.decode(Headers->encode()));
  EXPECT_EQ(Again.Path, Headers->Path);
  EXPECT_EQ(Again.Files.size(), Headers->Files.size());
  EXPECT_EQ(Again.Absent, Headers->Absent);
  EXPECT_EQ(Again.Names.size(), Headers->Names.size());
  EXPECT_FALSE(Again.decode(""));
  EXPECT_FALSE(Again.decode(StringRef(Headers->encode()).take_front(40)));
}

TEST_F(PreparedHeadersTest, EqualFlagsHaveEqualKeys) {
  CompileCommand A = unit("a.cpp", ""), B = unit("b.cpp", "");
  B.Arguments = {"c++", "-std=c++17", "-c", B.File, "-o", "b.o", "-Wall"};
  EXPECT_EQ(flagsKey(A), flagsKey(B));
  B.Arguments.push_back("-DX");
  EXPECT_NE(flagsKey(A), flagsKey(B));
}

} // namespace
