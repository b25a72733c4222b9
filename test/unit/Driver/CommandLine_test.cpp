#include "Driver/CommandLine.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Not;

namespace {

AdaptedCommand adapt(std::vector<std::string> Arguments) {
  return llvm::cantFail(
      adaptCommand({"/src", "/src/a.cpp", std::move(Arguments)}, "/clang++"));
}

TEST(CommandLine, KeepsWhatParsingNeeds) {
  EXPECT_THAT(adapt({"c++", "-std=c++17", "-DX=1", "-I", "inc", "-isystem",
                     "/opt/inc", "-include", "pre.h", "-c", "a.cpp"})
                  .Arguments,
              IsSupersetOf({"-std=c++17", "-DX=1", "-I", "inc", "-isystem",
                            "/opt/inc", "-include", "pre.h"}));
}

TEST(CommandLine, TheFileComesOnceAndLast) {
  AdaptedCommand C = adapt({"c++", "-c", "a.cpp", "-o", "a.o"});
  EXPECT_EQ(C.Arguments.back(), "/src/a.cpp");
  EXPECT_THAT(C.Arguments, Not(Contains("a.cpp")));
  EXPECT_THAT(C.Arguments, Not(Contains("a.o")));
}

TEST(CommandLine, WarningsAndOutputsAreDropped) {
  AdaptedCommand C =
      adapt({"c++", "-Wall", "-Werror", "-Werror=shadow", "-pedantic-errors",
             "-MD", "-MF", "a.d", "-Wp,-MD,a.d", "-ftime-trace", "a.cpp"});
  for (const char *Gone : {"-Wall", "-Werror", "-Werror=shadow", "-MD", "a.d",
                           "-pedantic-errors", "-Wp,-MD,a.d", "-ftime-trace"})
    EXPECT_THAT(C.Arguments, Not(Contains(Gone)));
  EXPECT_THAT(C.Dropped, testing::IsEmpty());
}

TEST(CommandLine, PreprocessorFlagsInWpStay) {
  EXPECT_THAT(adapt({"c++", "-Wp,-DX=1", "a.cpp"}).Arguments,
              Contains("-Wp,-DX=1"));
}

TEST(CommandLine, PluginsAreNeverLoaded) {
  AdaptedCommand C = adapt({"c++", "-fplugin=x.so", "-Xclang", "-load",
                            "-Xclang", "y.so", "-Xclang", "-add-plugin",
                            "-Xclang", "p", "-fpass-plugin=z.so", "a.cpp"});
  for (const std::string &Each : C.Arguments) {
    EXPECT_EQ(Each.find(".so"), std::string::npos) << Each;
    EXPECT_NE(Each, "-load");
  }
  EXPECT_THAT(C.Dropped,
              ElementsAre("-fplugin=x.so", "-Xclang -load",
                          "-Xclang -add-plugin", "-fpass-plugin=z.so"));
}

TEST(CommandLine, FlagsOfGccAreDroppedAndTold) {
  AdaptedCommand C = adapt({"g++", "-fconserve-stack", "a.cpp"});
  EXPECT_THAT(C.Dropped, ElementsAre("-fconserve-stack"));
  EXPECT_THAT(C.Arguments, Not(Contains("-fconserve-stack")));
}

TEST(CommandLine, LaunchersAreSkipped) {
  AdaptedCommand C = adapt({"env", "CCACHE_DIR=/x", "ccache",
                            "/usr/bin/aarch64-linux-gnu-g++", "a.cpp"});
  EXPECT_EQ(C.Arguments[0], "/clang++");
  EXPECT_THAT(C.Arguments, Not(Contains("ccache")));
  EXPECT_THAT(C.Arguments, Contains("--target=aarch64-linux-gnu"));
  EXPECT_THAT(C.Arguments, Contains("--driver-mode=g++"));
}

TEST(CommandLine, AMissingResponseFileIsAnError) {
  auto C = adaptCommand({"/src", "/src/a.cpp", {"c++", "@none.rsp", "a.cpp"}},
                        "/clang++");
  ASSERT_FALSE(bool(C));
  EXPECT_THAT(llvm::toString(C.takeError()), testing::HasSubstr("none.rsp"));
}

TEST(CommandLine, ANewerStandardBecomesTheNewestKnown) {
  AdaptedCommand C = adapt({"g++", "-std=c++41", "a.cpp"});
  EXPECT_TRUE(dropQuoted(C, "invalid value 'c++41' in '-std=c++41'"));
  EXPECT_THAT(C.Arguments, Contains("-std=gnu++26"));
  EXPECT_FALSE(dropQuoted(C, "no such thing as 'x'"));
}

} // namespace
