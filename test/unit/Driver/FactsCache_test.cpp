#include "Driver/FactsCache.h"
#include "Driver/Files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

using namespace mapwarden;

namespace {

class FactsCacheTest : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> Made;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("mapwarden", Made));
    Folder = std::string(Made);
    put("a.h", "int a;");
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Folder); }

  std::string at(llvm::StringRef Name) const {
    return Folder + "/" + Name.str();
  }
  void put(llvm::StringRef Name, llvm::StringRef Content) {
    llvm::cantFail(writeFileWhole(
        at(Name), [&](llvm::raw_ostream &OS) { OS << Content; }));
  }
  FactsCache cache(std::string Setting = "", uint64_t Limit = 0) {
    return FactsCache({at("cache"), Limit, Folder, std::move(Setting)});
  }
  CompileCommand command(std::string Flag = "-O2") {
    return {Folder, at("a.cpp"), {"c++", Flag, "-c", "a.cpp"}};
  }
  UnitRecord record() {
    UnitRecord R;
    R.Files = {{at("a.h"), digestOf("int a;")}};
    R.Absent = {at("missing/a.h")};
    R.DroppedFlags = {"-fodd"};
    UnitFacts Unit;
    Unit.Source = "a.cpp";
    R.setFacts(Unit);
    return R;
  }
  void store() {
    FactsCache C = cache();
    C.insert(command(), record());
    C.finish();
    ASSERT_EQ(C.warning(), "");
  }

  std::string Folder;
};

TEST_F(FactsCacheTest, FindsWhatWasStored) {
  store();
  auto Found = cache().find(command());
  ASSERT_TRUE(Found);
  EXPECT_EQ(Found->DroppedFlags, std::vector<std::string>{"-fodd"});
  EXPECT_EQ(llvm::cantFail(Found->facts("x")).Source, "a.cpp");
}

TEST_F(FactsCacheTest, AnotherFlagOrSettingIsAnotherUnit) {
  store();
  EXPECT_FALSE(cache().find(command("-O3")));
  EXPECT_FALSE(cache("exclude: []").find(command()));
}

TEST_F(FactsCacheTest, AChangedFileOfTheSameSizeIsSeen) {
  store();
  put("a.h", "int b;");
  EXPECT_FALSE(cache().find(command()));
  put("a.h", "int a;");
  EXPECT_TRUE(cache().find(command()));
}

TEST_F(FactsCacheTest, AFileThatAppearsInFrontIsSeen) {
  store();
  llvm::sys::fs::create_directories(at("missing"));
  put("missing/a.h", "");
  EXPECT_FALSE(cache().find(command()));
}

TEST_F(FactsCacheTest, ARemovedFileIsSeen) {
  store();
  llvm::sys::fs::remove(at("a.h"));
  EXPECT_FALSE(cache().find(command()));
}

TEST_F(FactsCacheTest, AChangedResponseFileIsSeen) {
  put("flags.rsp", "-DX=1");
  CompileCommand C = command("@flags.rsp");
  FactsCache First = cache();
  First.insert(C, record());
  EXPECT_TRUE(cache().find(C));
  put("flags.rsp", "-DX=2");
  EXPECT_FALSE(cache().find(C));
}

TEST_F(FactsCacheTest, EveryDamagedEntryIsNoEntry) {
  const std::string Whole = record().encode();
  for (size_t I = 0; I < Whole.size(); ++I) {
    std::string Damaged = Whole;
    Damaged[I] ^= 0x40;
    UnitRecord R;
    if (!R.decode(Damaged) || R.Files.empty())
      continue;
    auto Facts = R.facts("x");
    EXPECT_FALSE(bool(Facts)) << I;
    llvm::consumeError(Facts.takeError());
  }
  for (size_t Size = 0; Size < Whole.size(); ++Size) {
    UnitRecord R;
    if (!R.decode(llvm::StringRef(Whole).take_front(Size)))
      continue;
    auto Facts = R.facts("x");
    EXPECT_FALSE(bool(Facts)) << Size;
    llvm::consumeError(Facts.takeError());
  }
}

TEST_F(FactsCacheTest, ADamagedIndexIsNoKnowledge) {
  store();
  put("cache/files.index", "rubbish that is longer than its checksum");
  EXPECT_TRUE(cache().find(command()));
}

TEST_F(FactsCacheTest, ACacheThatCannotBeWrittenWarnsOnce) {
  put("cache", "a file where the folder should be");
  FactsCache C = cache();
  C.insert(command(), record());
  C.insert(command("-O3"), record());
  C.finish();
  EXPECT_NE(C.warning().find("the cache is not used"), std::string::npos);
}

TEST_F(FactsCacheTest, KeepsBelowItsLimit) {
  FactsCache C = cache("", record().encode().size() * 2);
  for (std::string Flag : {"-O0", "-O1", "-O2", "-O3"})
    C.insert(command(Flag), record());
  C.finish();
  unsigned Left = 0;
  for (std::string Flag : {"-O0", "-O1", "-O2", "-O3"})
    Left += cache().find(command(Flag)).has_value();
  EXPECT_EQ(Left, 2u);
}

} // namespace
