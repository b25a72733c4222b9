//===- WeakMapNeverPruned_test.cpp ----------------------------------------===//
#include "FactsBuilder.h"
#include "Verdict/Finding.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

struct WeakCache : FactsBuilder {
  EntityId Map = globalMap("cache"), Load = function("load");
  WeakCache() {
    container(Map).Levels[0].Values = ValueShape::Weak;
    use(Load, global(Map), MapOp::InsertOrAssign);
  }
  std::vector<Finding> findings() const {
    std::vector<Finding> Found;
    ProgramFacts P = link();
    judgeWeakMapNeverPruned(P, Found);
    return Found;
  }
};

} // namespace

TEST(WeakMapNeverPruned, GrowsAndNothingErasesBad) {
  std::vector<Finding> Found = WeakCache().findings();
  ASSERT_THAT(Found, SizeIs(1));
  EXPECT_EQ(Found[0].Sure, Confidence::Likely);
}

TEST(WeakMapNeverPruned, AnErasureAtRunTimeOk) {
  WeakCache B;
  B.use(B.Load, global(B.Map), MapOp::Erase);
  EXPECT_THAT(B.findings(), IsEmpty());
}

TEST(WeakMapNeverPruned, OwningValuesOk) {
  WeakCache B;
  B.container(B.Map).Levels[0].Values = ValueShape::Owner;
  EXPECT_THAT(B.findings(), IsEmpty());
}

TEST(WeakMapNeverPruned, FixedKeysOk) {
  WeakCache B;
  B.container(B.Map).Levels[0].KeysFixed = true;
  EXPECT_THAT(B.findings(), IsEmpty());
}

TEST(WeakMapNeverPruned, ShortLivedOwnerOk) {
  WeakCache B;
  B.container(B.Map).Kept = Storage::Local;
  EXPECT_THAT(B.findings(), IsEmpty());
}

TEST(WeakMapNeverPruned, TakesPrecedenceOverUnboundedMapInPrograms) {
  WeakCache B;
  B.Facts.WholeProgram = true;
  std::vector<Finding> Found = judge(B.link());
  ASSERT_THAT(Found, SizeIs(1));
  EXPECT_EQ(Found[0].Rule, "weak-map-never-pruned");
}
