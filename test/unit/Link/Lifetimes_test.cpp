// How long objects and containers live.
#include "FactsBuilder.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

Life lifeOf(const ProgramFacts &P, EntityId Map) {
  return P.lifetime(*P.container(Map)).Lives;
}

TEST(Lifetimes, StorageOfVariablesOk) {
  FactsBuilder B;
  EntityId Static = B.variableMap("s", Storage::StaticLocal);
  EntityId Main = B.variableMap("m", Storage::MainLocal);
  EntityId Local = B.variableMap("l", Storage::Local);
  ProgramFacts P = B.link();
  EXPECT_EQ(lifeOf(P, Static), Life::Program);
  EXPECT_EQ(lifeOf(P, Main), Life::Program);
  EXPECT_EQ(lifeOf(P, Local), Life::Short);
}

TEST(Lifetimes, FieldLivesAsLongAsItsClassOk) {
  FactsBuilder B;
  EntityId Hub = B.record("Hub"), Map = B.field(Hub, "m_");
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Unknown);
  B.instance(Hub, InstanceFact::Local);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Short);
  SiteId Where = B.instance(Hub, InstanceFact::Static).Where;
  ProgramFacts P = B.link();
  EXPECT_EQ(lifeOf(P, Map), Life::Program);
  EXPECT_EQ(P.lifetime(*P.container(Map)).Where, Where);
  EXPECT_EQ(P.lifetime(*P.container(Map)).Why, "a static object");
}

TEST(Lifetimes, MemberOfMemberLivesAsLongAsTheOuterObjectOk) {
  FactsBuilder B;
  EntityId Service = B.record("Service"), Throttle = B.record("Throttle");
  EntityId Map = B.field(Throttle, "attempts_");
  EntityId Held = B.plainField("Service::throttle_");
  B.Facts.Entities[Held].Owner = Service;
  B.instance(Throttle, InstanceFact::Member, Held);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Unknown);
  B.instance(Service, InstanceFact::Static);
  ProgramFacts P = B.link();
  EXPECT_EQ(lifeOf(P, Map), Life::Program);
  EXPECT_EQ(P.lifetime(*P.container(Map)).Why, "part of a static object");
}

TEST(Lifetimes, ObjectThatCallbacksKeepIsASessionInAProgramOk) {
  FactsBuilder B;
  EntityId Session = B.record("Session"), Map = B.field(Session, "options_");
  EntityId Accept = B.function("accept"), Local = B.variable("session");
  B.instance(Session, InstanceFact::Other, Local, Accept);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Unknown);
  B.Facts.WholeProgram = true;
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Short);
  EntityId Received = B.closedMethod(Session, "Session::received");
  B.fn(Received).AddressTaken = true;
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Session);
}

TEST(Lifetimes, InstanceOfDerivedClassIsOneOfItsBaseOk) {
  FactsBuilder B;
  EntityId Base = B.record("Base"), Derived = B.record("Derived", {Base});
  EntityId Map = B.field(Base, "m_");
  B.instance(Derived, InstanceFact::Static);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Program);
}

TEST(Lifetimes, PointerInTheBaseOfClassesThatMakeItOk) {
  FactsBuilder B;
  EntityId Base = B.record("Base"), Dump = B.record("Dump", {Base});
  EntityId Tail = B.record("Tail", {Base}), Map = B.field(Base, "names_");
  AccessPath Pointee = thisField(Map);
  Pointee.Steps.push_back({StepKind::Deref, NoEntity});
  B.instance(Tail, InstanceFact::Static);
  B.instance(Dump, InstanceFact::Local);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Program);
  B.use(B.method(Dump, "Dump::Dump"), Pointee, MapOp::Replace);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Short);
  B.use(B.method(Base, "Base::begin"), Pointee, MapOp::Replace);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Program);
}

TEST(Lifetimes, SiblingOfAStaticObjectIsNotHeldForItOk) {
  FactsBuilder B;
  B.Facts.WholeProgram = true;
  EntityId Base = B.record("Config"), Master = B.record("Master", {Base});
  EntityId Reloaded = B.record("Reloaded", {Base});
  EntityId Map = B.field(Reloaded, "m_");
  EntityId Load = B.function("load");
  B.instance(Master, InstanceFact::Static);
  B.instance(Reloaded, InstanceFact::Other, NoEntity, Load);
  EntityId Registry = B.record("Registry");
  EntityId Current = B.plainField("Registry::current_");
  B.Facts.Entities[Current].Owner = Registry;
  B.instance(Base, InstanceFact::Member, Current);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Short);
  B.instance(Registry, InstanceFact::Static);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Program);
}

TEST(Lifetimes, ElementsOfBusyContainerAreSessionsOk) {
  FactsBuilder B;
  EntityId Session = B.record("Session"), Map = B.field(Session, "m_");
  EntityId Sessions = B.globalMap("sessions");
  EntityId F = B.function("accept");
  B.use(F, global(Sessions), MapOp::Insert);
  B.instance(Session, InstanceFact::Element, Sessions, F);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Session);
}

TEST(Lifetimes, ElementsFilledBeforeTheLoopOfMainLiveForEverOk) {
  FactsBuilder B;
  EntityId Rule = B.record("Rule"), Map = B.field(Rule, "limits_");
  EntityId Main = B.mainFunction();
  EntityId Rules = B.variableMap("rules", Storage::MainLocal);
  B.use(Main, local(Rules), MapOp::Insert).Context = BeforeLoop;
  B.instance(Rule, InstanceFact::Element, Rules, Main);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Program);
  B.use(Main, local(Rules), MapOp::Insert).Context = InLoop;
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Session);
}

TEST(Lifetimes, ServiceIsLongLivedUnlessOnlyLocalOk) {
  FactsBuilder B;
  EntityId Server = B.record("Server"), Map = B.field(Server, "m_");
  B.recordFact(Server).RunsService = true;
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Program);
  B.instance(Server, InstanceFact::Local);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Short);
}

TEST(Lifetimes, ObjectsThatHoldEachOtherStayUnknownOk) {
  FactsBuilder B;
  EntityId X = B.record("X"), Y = B.record("Y"), Map = B.field(X, "m_");
  EntityId InX = B.plainField("X::y"), InY = B.plainField("Y::x");
  B.Facts.Entities[InX].Owner = X;
  B.Facts.Entities[InY].Owner = Y;
  B.instance(Y, InstanceFact::Member, InX);
  B.instance(X, InstanceFact::Member, InY);
  EXPECT_EQ(lifeOf(B.link(), Map), Life::Unknown);
}

} // namespace
