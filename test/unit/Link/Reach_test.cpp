// When functions run.
#include "FactsBuilder.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

TEST(Reach, OpenVirtualAndAddressTakenRunAnyTimeOk) {
  FactsBuilder B;
  EntityId Open = B.function("open"), Virtual = B.closedFunction("virt");
  EntityId Taken = B.closedFunction("taken"), Dead = B.closedFunction("dead");
  B.fn(Virtual).IsVirtual = true;
  B.fn(Taken).AddressTaken = true;
  ProgramFacts P = B.link();
  EXPECT_EQ(P.reach(Open), Reach::RunTime);
  EXPECT_EQ(P.reach(Virtual), Reach::RunTime);
  EXPECT_EQ(P.reach(Taken), Reach::RunTime);
  EXPECT_EQ(P.reach(Dead), Reach::Never);
}

TEST(Reach, DeadFunctionsKeepTheirCalleesDeadOk) {
  FactsBuilder B;
  EntityId Dead = B.closedFunction("dead"), Callee = B.closedFunction("callee");
  B.call(Dead, Callee);
  B.call(Callee, Callee);
  EXPECT_EQ(B.link().reach(Callee), Reach::Never);
}

TEST(Reach, MainBeforeItsLoopIsStartUpOk) {
  FactsBuilder B;
  EntityId Main = B.mainFunction();
  EntityId Load = B.closedFunction("load"), Serve = B.closedFunction("serve");
  EntityId Shared = B.closedFunction("shared");
  B.call(Main, Load).Context = BeforeLoop;
  B.call(Main, Serve).Context = InLoop;
  B.call(Load, Shared);
  ProgramFacts P = B.link();
  EXPECT_EQ(P.reach(Load), Reach::StartUp);
  EXPECT_EQ(P.reach(Serve), Reach::RunTime);
  EXPECT_EQ(P.reach(Shared), Reach::StartUp);
  B.call(Serve, Shared);
  EXPECT_EQ(B.link().reach(Shared), Reach::RunTime);
}

TEST(Reach, TeardownByNameUnlessRunningCodeCallsItOk) {
  FactsBuilder B;
  EntityId Main = B.mainFunction(), Stop = B.function("stop");
  EntityId Restart = B.function("restart");
  B.fn(Stop).TeardownName = true;
  B.call(Main, Stop); // After the loop.
  EXPECT_EQ(B.link().reach(Stop), Reach::TearDown);
  B.call(Restart, Stop);
  EXPECT_EQ(B.link().reach(Stop), Reach::RunTime);
}

TEST(Reach, DeadTeardownIsDeadOk) {
  FactsBuilder B;
  EntityId Stop = B.closedFunction("stop");
  B.fn(Stop).TeardownName = true;
  EXPECT_EQ(B.link().reach(Stop), Reach::Never);
}

TEST(Reach, InitFunctionsAndOnceRegionsAreStartUpOk) {
  FactsBuilder B;
  EntityId Init = B.function("initAll"), F = B.function("f");
  EntityId Fill = B.closedFunction("fill");
  B.fn(Init).InitByOption = true;
  B.call(F, Fill).Context = Once;
  ProgramFacts P = B.link();
  EXPECT_EQ(P.reach(Init), Reach::StartUp);
  EXPECT_EQ(P.reach(Fill), Reach::StartUp);
}

TEST(Reach, StaticInitialiserIsStartUpOk) {
  FactsBuilder B;
  EntityId Register = B.closedFunction("registerType");
  B.call(NoEntity, Register);
  EXPECT_EQ(B.link().reach(Register), Reach::StartUp);
}

TEST(Reach, LambdasRunWithTheirParentOrLaterOk) {
  FactsBuilder B;
  EntityId Main = B.mainFunction(), Load = B.closedFunction("load");
  EntityId Dead = B.closedFunction("dead");
  B.call(Main, Load).Context = BeforeLoop;
  EntityId Now = B.lambda(Load, false), Later = B.lambda(Load, true);
  EntityId Never = B.lambda(Dead, true);
  ProgramFacts P = B.link();
  EXPECT_EQ(P.reach(Now), Reach::StartUp);
  EXPECT_EQ(P.reach(Later), Reach::RunTime);
  EXPECT_EQ(P.reach(Never), Reach::Never);
}

TEST(Reach, ConstructorAndDestructorAsTheOwnerSeesThemOk) {
  FactsBuilder B;
  EntityId Hub = B.record("Hub");
  B.field(Hub, "m_");
  EntityId Ctor = B.method(Hub, "Hub::Hub"), Dtor = B.method(Hub, "Hub::~Hub");
  EntityId Fill = B.closedMethod(Hub, "Hub::fill");
  B.fn(Ctor).IsConstructor = true;
  B.fn(Dtor).IsDestructor = true;
  B.call(Ctor, Fill);
  ProgramFacts P = B.link();
  EXPECT_EQ(P.reach(Ctor), Reach::RunTime); // Nobody knows when Hubs are made.
  EXPECT_EQ(P.reachFor(Ctor, Hub), Reach::StartUp);
  EXPECT_EQ(P.reachFor(Dtor, Hub), Reach::TearDown);
  EXPECT_EQ(P.reachFor(Fill, Hub), Reach::StartUp);
  EXPECT_EQ(P.reach(Fill), Reach::RunTime);
}

TEST(Reach, ConstructorOfDerivedClassIsStartUpForTheBaseOk) {
  FactsBuilder B;
  EntityId Base = B.record("Base"), Derived = B.record("Derived", {Base});
  B.field(Base, "m_");
  EntityId Ctor = B.method(Derived, "Derived::Derived");
  B.fn(Ctor).IsConstructor = true;
  EXPECT_EQ(B.link().reachFor(Ctor, Base), Reach::StartUp);
}

TEST(Reach, RegistrarsRunBeforeMainHandlesDoNotOk) {
  FactsBuilder B;
  EntityId Registrar = B.record("Registrar"), Handle = B.record("Handle");
  EntityId RCtor = B.method(Registrar, "Registrar::Registrar");
  EntityId HCtor = B.method(Handle, "Handle::Handle");
  EntityId HDtor = B.method(Handle, "Handle::~Handle");
  B.fn(RCtor).IsConstructor = B.fn(HCtor).IsConstructor = true;
  B.fn(HDtor).IsDestructor = true;
  B.instance(Registrar, InstanceFact::Static);
  B.instance(Handle, InstanceFact::Static);
  B.instance(Handle, InstanceFact::Local);
  ProgramFacts P = B.link();
  EXPECT_EQ(P.reach(RCtor), Reach::StartUp);
  EXPECT_EQ(P.reach(HCtor), Reach::RunTime);
  EXPECT_EQ(P.reach(HDtor), Reach::RunTime);
}

TEST(Reach, HelperRunsAsTheCallsThatPassTheContainerOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m"), N = B.globalMap("n");
  EntityId Sweep = B.function("sweep", 1);
  EntityId Live = B.function("live"), Dead = B.closedFunction("dead");
  B.use(Sweep, param(Sweep), MapOp::Erase);
  B.call(Live, Sweep, {global(M)});
  B.call(Dead, Sweep, {global(N)});
  ProgramFacts P = B.link();
  EXPECT_EQ(P.uses(M)[0].Runs, Reach::RunTime);
  EXPECT_EQ(P.uses(N)[0].Runs, Reach::Never);
}

TEST(Reach, RemoversRunAnyTimeOk) {
  FactsBuilder B;
  EntityId Stop = B.closedFunction("stop"), Helper = B.closedFunction("drop");
  B.fn(Stop).TeardownName = true;
  B.call(Stop, Helper);
  EXPECT_EQ(B.link().reach(Helper), Reach::Never);
  B.fn(Stop).IsRemover = true;
  EXPECT_EQ(B.link().reach(Stop), Reach::RunTime);
  EXPECT_EQ(B.link().reach(Helper), Reach::RunTime);
}

} // namespace
