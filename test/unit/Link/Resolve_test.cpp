// Which container a path means: parameters, results, objects.
#include "FactsBuilder.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

TEST(Resolve, FieldNamesItsContainerOfAnyObjectOk) {
  FactsBuilder B;
  EntityId Hub = B.record("Hub"), Map = B.field(Hub, "m_");
  EntityId F = B.function("f", 1);
  B.use(F, param(F).field(Map), MapOp::Insert);
  B.use(F, thisField(Map).element(), MapOp::Erase);
  ProgramFacts P = B.link();
  ASSERT_EQ(P.uses(Map).size(), 2u);
  EXPECT_EQ(P.uses(Map)[0].Container.Depth, 0);
  EXPECT_EQ(P.uses(Map)[1].Container.Depth, 1);
}

TEST(Resolve, ParameterStandsForArgumentsOfAllCallsOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m"), N = B.globalMap("n");
  EntityId Helper = B.closedFunction("helper", 1);
  EntityId Outer = B.closedFunction("outer", 1);
  EntityId F = B.function("f");
  B.use(Helper, param(Helper), MapOp::Insert);
  B.call(Outer, Helper, {param(Outer)});
  B.call(F, Outer, {global(M)});
  B.call(F, Helper, {global(N)});
  ProgramFacts P = B.link();
  EXPECT_EQ(P.uses(M).size(), 1u);
  EXPECT_EQ(P.uses(N).size(), 1u);
  EXPECT_EQ(P.targets(param(Helper).element()).size(), 2u);
}

TEST(Resolve, ParameterWithoutVisibleCallsIsUnknownOk) {
  FactsBuilder B;
  EntityId F = B.function("f", 1);
  EXPECT_TRUE(B.link().targets(param(F)).empty());
}

TEST(Resolve, ResultNamesWhatTheAccessorReturnsOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m");
  EntityId Cache = B.function("cache"), Forward = B.function("forward");
  EntityId F = B.function("f");
  B.fn(Cache).Returns.push_back({global(M), RefKind::Lvalue});
  B.fn(Forward).Returns.push_back({result(Cache), RefKind::Lvalue});
  B.use(F, result(Forward), MapOp::Insert);
  EXPECT_EQ(B.link().uses(M).size(), 1u);
}

TEST(Resolve, CopyOfContainerIsAnotherContainerOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m");
  EntityId Copy = B.function("copy"), F = B.function("f");
  B.fn(Copy).Returns.push_back({global(M), RefKind::Copy});
  B.use(F, result(Copy), MapOp::Insert);
  B.use(F, result(Copy).deref(), MapOp::Erase); // A copied pointer.
  ProgramFacts P = B.link();
  ASSERT_EQ(P.uses(M).size(), 1u);
  EXPECT_EQ(P.facts().Uses[P.uses(M)[0].Use].Op, MapOp::Erase);
}

TEST(Resolve, ThisOfClassDerivedFromContainerIsTheObjectOk) {
  FactsBuilder B;
  EntityId Registry = B.record("Registry");
  EntityId Add = B.method(Registry, "Registry::add");
  EntityId Global = B.globalMap("registry");
  EntityId F = B.function("f");
  B.use(Add, thisPath(), MapOp::Insert);
  B.call(F, Add, {}, global(Global));
  EXPECT_EQ(B.link().uses(Global).size(), 1u);
}

TEST(Resolve, RecursionEndsOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m");
  EntityId Walk = B.closedFunction("walk", 1), F = B.function("f");
  B.call(Walk, Walk, {param(Walk).element()});
  B.call(F, Walk, {global(M)});
  B.use(Walk, param(Walk), MapOp::Insert);
  EXPECT_FALSE(B.link().uses(M).empty());
}

TEST(Resolve, EscapeOfVisibleCalleeOrFollowedReturnIsNoneOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m");
  EntityId Known = B.function("known", 1), F = B.function("f");
  EntityId Get = B.closedFunction("get");
  B.fn(Get).Returns.push_back({global(M), RefKind::Lvalue});
  B.escape(F, global(M), Known);
  B.escape(Get, global(M));
  EXPECT_TRUE(B.link().escapes(M).empty());
  B.fn(Get).Closed = false;
  EXPECT_EQ(B.link().escapes(M).size(), 1u);
}

TEST(Resolve, EscapesAndSizeTestsKnowTheirDepthOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m", {Shape::Set});
  EntityId F = B.function("f");
  B.escape(F, global(M).element());
  B.sizeTest(F, global(M).element());
  ProgramFacts P = B.link();
  EXPECT_TRUE(P.escapes(M, 0).empty());
  EXPECT_EQ(P.escapes(M, 1).size(), 1u);
  EXPECT_TRUE(P.sizeTests(M, 0).empty());
  EXPECT_EQ(P.sizeTests(M, 1).size(), 1u);
}

TEST(Resolve, PredicateThatNobodyAsksIsNoSizeTestOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m");
  EntityId Full = B.closedFunction("full"), F = B.function("f");
  B.sizeTest(Full, global(M), /*Predicate=*/true);
  B.call(F, Full);
  EXPECT_TRUE(B.link().sizeTests(M).empty());
  B.call(F, Full).InCondition = true;
  EXPECT_EQ(B.link().sizeTests(M).size(), 1u);
}

TEST(Keys, ParameterOfClosedFunctionIsWhatCallersPassOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m");
  EntityId Add = B.closedFunction("add", 1), F = B.function("f");
  B.use(Add, global(M), MapOp::Insert, key(KeyDomain::Param));
  B.call(F, Add, {AccessPath()}).Keys[0] = key(KeyDomain::Fixed);
  EXPECT_EQ(B.link().uses(M)[0].Keys, KeyDomain::Fixed);
  B.call(F, Add, {AccessPath()}).Keys[0] = key(KeyDomain::Small);
  EXPECT_EQ(B.link().uses(M)[0].Keys, KeyDomain::Small);
  B.fn(Add).Closed = false;
  EXPECT_EQ(B.link().uses(M)[0].Keys, KeyDomain::Open);
}

TEST(Keys, HelperCallsCountForTheContainerTheyPassOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m"), N = B.globalMap("n");
  EntityId Put = B.function("put", 2), F = B.function("f");
  B.use(Put, param(Put), MapOp::Insert, key(KeyDomain::Param, "k", 1));
  B.call(F, Put, {global(M), AccessPath()}).Keys[1] = key(KeyDomain::Fixed);
  B.call(F, Put, {global(N), AccessPath()}).Keys[1] = key(KeyDomain::Open);
  ProgramFacts P = B.link();
  EXPECT_EQ(P.uses(M)[0].Keys, KeyDomain::Fixed);
  EXPECT_EQ(P.uses(N)[0].Keys, KeyDomain::Open);
}

} // namespace
