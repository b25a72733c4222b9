// All rules together: precedence, order, duplicates.
#include "FactsBuilder.h"
#include "Verdict/Finding.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

TEST(Judge, NothingToSayAboutNothingOk) {
  EXPECT_TRUE(judge(FactsBuilder().link()).empty());
}

TEST(Judge, InnerMapNeverClearedSilencesUnboundedMapBad) {
  FactsBuilder B;
  EntityId M = B.globalMap("m", {Shape::Set}), F = B.function("f");
  B.use(F, global(M), MapOp::Insert);
  B.use(F, global(M).element(), MapOp::Erase);
  std::vector<Finding> Out = judge(B.link());
  ASSERT_EQ(Out.size(), 1u);
  EXPECT_EQ(Out[0].Rule, "inner-map-never-cleared");
}

TEST(Judge, SortedByPositionAndWithoutDuplicatesBad) {
  FactsBuilder B;
  EntityId Early = B.globalMap("early"), Late = B.globalMap("late");
  EntityId F = B.function("f");
  std::swap(B.Facts.Containers[0], B.Facts.Containers[1]);
  B.use(F, global(Late), MapOp::Insert);
  B.use(F, global(Early), MapOp::Insert);
  // A second declaration of the same place, as from another instantiation.
  EntityId Twin = B.globalMap("early");
  B.Facts.Entities[Twin].Decl = B.Facts.Entities[Early].Decl;
  B.use(F, global(Twin), MapOp::Insert);
  ProgramFacts P = B.link();
  std::vector<Finding> Out = judge(P);
  ASSERT_EQ(Out.size(), 2u);
  EXPECT_TRUE(P.before(Out[0].Where, Out[1].Where));
  EXPECT_EQ(Out[0].Where, B.Facts.Entities[Early].Decl);
}

TEST(Judge, FilesAreOrderedByNameBad) {
  FactsBuilder B;
  B.Facts.Files = {"b.cpp", "a.cpp"};
  EntityId InB = B.globalMap("inB"), InA = B.globalMap("inA");
  EntityId F = B.function("f");
  B.Facts.Sites[B.Facts.Entities[InA].Decl].File = 1;
  B.use(F, global(InB), MapOp::Insert);
  B.use(F, global(InA), MapOp::Insert);
  std::vector<Finding> Out = judge(B.link());
  ASSERT_EQ(Out.size(), 2u);
  EXPECT_EQ(Out[0].Container, InA);
}

} // namespace
