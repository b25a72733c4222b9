// What calls do to the containers of their callers.
#include "FactsBuilder.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

TEST(Effects, CalleeInsertsIntoArgumentOk) {
  FactsBuilder B;
  EntityId Hub = B.record("Hub"), Map = B.field(Hub, "m_");
  EntityId Put = B.function("put", 2), Add = B.method(Hub, "Hub::add", 1);
  SiteId Where =
      B.use(Put, param(Put), MapOp::Insert, key(KeyDomain::Param, "k", 1))
          .Where;
  CallFact &Call = B.call(Add, Put, {thisField(Map), AccessPath()});
  Call.Keys[1] = key(KeyDomain::Open, "name");
  ProgramFacts P = B.link();
  ASSERT_EQ(P.effects(Add).size(), 1u);
  EXPECT_EQ(P.effects(Add)[0].Container, thisField(Map));
  EXPECT_EQ(P.effects(Add)[0].Where, Where);
  EXPECT_EQ(P.effects(Add)[0].Key.Text, "name");
}

TEST(Effects, ObjectOfTheCallIsSubstitutedOk) {
  FactsBuilder B;
  EntityId Hub = B.record("Hub"), Map = B.field(Hub, "m_");
  EntityId Add = B.method(Hub, "Hub::add"), F = B.function("f", 1);
  B.use(Add, thisField(Map), MapOp::Erase);
  B.call(F, Add, {}, param(F));
  ProgramFacts P = B.link();
  ASSERT_EQ(P.effects(F).size(), 1u);
  EXPECT_EQ(P.effects(F)[0].Container, param(F).field(Map));
}

TEST(Effects, LocalsOfTheCalleeDoNotMatterOk) {
  FactsBuilder B;
  EntityId Tmp = B.variableMap("tmp", Storage::Local), F = B.function("f");
  B.use(F, local(Tmp), MapOp::Insert);
  EXPECT_TRUE(B.link().effects(F).empty());
}

TEST(Effects, LookupsAndKnownKeysAreNoEffectsOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m"), F = B.function("f");
  B.use(F, global(M), MapOp::Lookup);
  B.use(F, global(M), MapOp::Subscript).Context = KeyPresent;
  B.use(F, global(M), MapOp::Erase).Context = Unreachable;
  EXPECT_TRUE(B.link().effects(F).empty());
}

TEST(Effects, RecursionThroughPartsEndsOk) {
  FactsBuilder B;
  EntityId Node = B.record("Node"), Map = B.field(Node, "m_");
  EntityId Next = B.plainField("Node::next");
  EntityId Visit = B.method(Node, "Node::visit");
  B.use(Visit, thisField(Map), MapOp::Insert);
  B.call(Visit, Visit, {}, thisField(Next).deref());
  ProgramFacts P = B.link();
  EXPECT_GE(P.effects(Visit).size(), 2u);
  EXPECT_LE(P.effects(Visit).size(), 64u);
}

TEST(Effects, LambdaActsForItsParentUnlessDeferredOk) {
  FactsBuilder B;
  EntityId Hub = B.record("Hub"), Map = B.field(Hub, "m_");
  EntityId F = B.method(Hub, "Hub::f", 1);
  EntityId Now = B.lambda(F, false), Later = B.lambda(F, true);
  B.use(Now, thisField(Map), MapOp::Insert);
  B.use(Now, param(F), MapOp::Erase);
  B.use(Later, thisField(Map), MapOp::Clear);
  ProgramFacts P = B.link();
  EXPECT_EQ(P.effects(F).size(), 2u);
  ASSERT_EQ(P.effects(Now).size(), 2u);
  EXPECT_TRUE(P.effects(Now)[0].Captured);
  CallFact Call;
  Call.Callee = Now;
  EXPECT_EQ(ProgramFacts::inCaller(P.effects(Now)[0], Call),
            P.effects(Now)[0].Container);
}

TEST(Effects, VirtualCallsReachOverridersOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m");
  EntityId Base = B.function("Base::f"), Derived = B.function("Derived::f");
  EntityId G = B.function("g");
  B.fn(Derived).Overrides.push_back(Base);
  B.use(Derived, global(M), MapOp::Insert);
  B.call(G, Base).Virtual = true;
  EXPECT_EQ(B.link().effects(G).size(), 1u);
}

TEST(Effects, ThreadsActLaterOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m"), F = B.function("f"), G = B.function("g");
  B.use(F, global(M), MapOp::Insert);
  B.call(G, F).Context = Deferred;
  EXPECT_TRUE(B.link().effects(G).empty());
}

} // namespace
