// The locks that all callers hold.
#include "FactsBuilder.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

struct Hub {
  FactsBuilder B;
  EntityId Class = B.record("Hub"), Map = B.field(Class, "m_");
  EntityId Mutex = B.plainField("Hub::mutex_");
  EntityId Helper = B.closedMethod(Class, "Hub::helper");
  EntityId A = B.method(Class, "Hub::a"), Z = B.method(Class, "Hub::z");
};

TEST(Locks, PrivateHelperInheritsWhatAllCallersHoldOk) {
  Hub H;
  H.B.use(H.Helper, thisField(H.Map), MapOp::Insert);
  H.B.call(H.A, H.Helper).Locks = {held(thisField(H.Mutex))};
  H.B.call(H.Z, H.Helper).Locks = {held(thisField(H.Mutex), LockMode::Shared)};
  ProgramFacts P = H.B.link();
  ASSERT_EQ(P.uses(H.Map)[0].Locks.size(), 1u);
  EXPECT_EQ(P.uses(H.Map)[0].Locks[0].Mode, LockMode::Shared);
  EXPECT_TRUE(sameLock(P.uses(H.Map)[0].Locks[0].Path, thisField(H.Mutex)));
}

TEST(Locks, OneCallerWithoutTheLockIsEnoughBad) {
  Hub H;
  H.B.call(H.A, H.Helper).Locks = {held(thisField(H.Mutex))};
  H.B.call(H.Z, H.Helper);
  EXPECT_TRUE(H.B.link().entryLocks(H.Helper).empty());
}

TEST(Locks, ConstructorsNeedNoLockOk) {
  Hub H;
  EntityId Ctor = H.B.method(H.Class, "Hub::Hub");
  H.B.fn(Ctor).IsConstructor = true;
  H.B.call(H.A, H.Helper).Locks = {held(thisField(H.Mutex))};
  H.B.call(Ctor, H.Helper);
  EXPECT_EQ(H.B.link().entryLocks(H.Helper).size(), 1u);
}

TEST(Locks, OpenFunctionsHoldWhatTheyRequireOnlyOk) {
  Hub H;
  H.B.fn(H.Helper).Closed = false;
  H.B.call(H.A, H.Helper).Locks = {held(thisField(H.Mutex))};
  EXPECT_TRUE(H.B.link().entryLocks(H.Helper).empty());
  H.B.fn(H.Helper).Requires = {held(thisField(H.Mutex))};
  EXPECT_EQ(H.B.link().entryLocks(H.Helper).size(), 1u);
}

TEST(Locks, ChainOfHelpersAndRecursionOk) {
  Hub H;
  EntityId Deep = H.B.closedMethod(H.Class, "Hub::deep");
  H.B.call(H.A, H.Helper).Locks = {held(thisField(H.Mutex))};
  H.B.call(H.Helper, Deep);
  H.B.call(Deep, H.Helper);
  ProgramFacts P = H.B.link();
  EXPECT_EQ(P.entryLocks(Deep).size(), 1u);
  EXPECT_EQ(P.entryLocks(H.Helper).size(), 1u);
}

TEST(Locks, LockOfAnotherObjectBecomesTheCalleesOwnOk) {
  Hub H;
  EntityId F = H.B.function("f"), Object = H.B.variable("hub");
  H.B.call(F, H.Helper, {}, local(Object)).Locks = {
      held(local(Object).field(H.Mutex))};
  ProgramFacts P = H.B.link();
  ASSERT_EQ(P.entryLocks(H.Helper).size(), 1u);
  EXPECT_EQ(P.entryLocks(H.Helper)[0].Path, thisField(H.Mutex));
}

TEST(Locks, LockThroughParameterIsTheFieldThatIsPassedOk) {
  Hub H;
  EntityId Put = H.B.closedFunction("put", 2);
  H.B.use(Put, param(Put), MapOp::Insert).Locks = {held(param(Put, 1))};
  H.B.call(H.A, Put, {thisField(H.Map), thisField(H.Mutex)});
  ProgramFacts P = H.B.link();
  ASSERT_EQ(P.uses(H.Map)[0].Locks.size(), 1u);
  EXPECT_EQ(P.uses(H.Map)[0].Locks[0].Path, thisField(H.Mutex));
}

TEST(Locks, EachCallOfAHelperIsAWayToItsUsesOk) {
  Hub H;
  EntityId Deep = H.B.closedMethod(H.Class, "Hub::deep");
  H.B.use(Deep, thisField(H.Map), MapOp::Insert);
  H.B.call(H.Helper, Deep);
  H.B.call(Deep, Deep); // Adds nothing.
  H.B.call(H.A, H.Helper).Locks = {held(thisField(H.Mutex))};
  H.B.call(H.Z, H.Helper);
  ProgramFacts P = H.B.link();
  llvm::ArrayRef<UseWay> Ways = P.uses(H.Map)[0].Ways;
  ASSERT_EQ(Ways.size(), 2u);
  EXPECT_EQ(Ways[0].Function, H.A);
  EXPECT_EQ(Ways[0].Locks.size(), 1u);
  EXPECT_EQ(Ways[1].Function, H.Z);
  EXPECT_EQ(Ways[1].Call, 3u); // The outermost call.
  EXPECT_TRUE(Ways[1].Locks.empty());
  EXPECT_TRUE(P.uses(H.Map)[0].Locks.empty());
}

TEST(Locks, TooManyCallersFurtherUpLeaveTheNearOnesOk) {
  Hub H;
  H.B.use(H.Helper, thisField(H.Map), MapOp::Insert);
  H.B.call(H.A, H.Helper).Locks = {held(thisField(H.Mutex))};
  H.B.call(H.Z, H.Helper).Locks = {held(thisField(H.B.plainField("other_")))};
  H.B.fn(H.A).Closed = H.B.fn(H.Z).Closed = true;
  for (unsigned I = 0; I < 40; ++I) {
    EntityId Caller = H.B.method(H.Class, "Hub::caller" + std::to_string(I));
    H.B.call(Caller, H.A);
    H.B.call(Caller, H.Z);
  }
  ProgramFacts P = H.B.link();
  llvm::ArrayRef<UseWay> Ways = P.uses(H.Map)[0].Ways;
  ASSERT_EQ(Ways.size(), 2u);
  for (const UseWay &Way : Ways)
    EXPECT_EQ(Way.Locks.size(), 1u);
}

TEST(Locks, CallsThatPassAnotherContainerAreNoWayOk) {
  Hub H;
  EntityId Put = H.B.function("put", 1);
  EntityId Other = H.B.variableMap("other", Storage::Local);
  H.B.use(Put, param(Put), MapOp::Insert);
  H.B.call(H.A, Put, {thisField(H.Map)}).Locks = {held(thisField(H.Mutex))};
  H.B.call(H.Z, Put, {local(Other)});
  ProgramFacts P = H.B.link();
  ASSERT_EQ(P.uses(H.Map)[0].Ways.size(), 1u);
  EXPECT_EQ(P.uses(H.Map)[0].Locks.size(), 1u);
}

TEST(Locks, LockOfAnotherObjectIsNotHeldBad) {
  Hub H;
  H.B.Facts.Entities[H.Map].Owner = H.Class;
  H.B.Facts.Entities[H.Mutex].Owner = H.Class;
  EntityId Move = H.B.method(H.Class, "Hub::moveTo", 2);
  EntityId V = H.B.variable("pointer");
  auto LocksOf = [&](AccessPath Lock, AccessPath Container) {
    FactsBuilder B = H.B;
    B.use(Move, Container.field(H.Map), MapOp::Insert).Locks = {
        held(Lock.field(H.Mutex))};
    return B.link().uses(H.Map)[0].Locks.size();
  };
  EXPECT_EQ(LocksOf(thisPath(), thisPath()), 1u);
  EXPECT_EQ(LocksOf(thisPath(), param(Move)), 0u);
  EXPECT_EQ(LocksOf(param(Move, 1), param(Move, 0).deref()), 0u);
  EXPECT_EQ(LocksOf(local(V).deref(), thisPath()), 1u); // May be the same.
  EXPECT_EQ(LocksOf(AccessPath(), thisPath()), 1u);
}

TEST(Locks, DeferredLambdaInheritsNothingBad) {
  Hub H;
  EntityId Now = H.B.lambda(H.Helper, false),
           Later = H.B.lambda(H.Helper, true);
  H.B.call(H.A, H.Helper).Locks = {held(thisField(H.Mutex))};
  ProgramFacts P = H.B.link();
  EXPECT_EQ(P.entryLocks(Now).size(), 1u);
  EXPECT_TRUE(P.entryLocks(Later).empty());
}

TEST(Locks, LocksOfDifferentMembersDifferBad) {
  Hub H;
  EntityId Other = H.B.plainField("Hub::other_");
  EXPECT_FALSE(sameLock(thisField(H.Mutex), thisField(Other)));
  EXPECT_FALSE(sameLock(AccessPath(), AccessPath()));
}

} // namespace
