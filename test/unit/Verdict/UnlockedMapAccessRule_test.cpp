// Which lock guards a container, and who accesses it without.
#include "FactsBuilder.h"
#include "Verdict/Finding.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

/// A class with a map, a mutex, and put() and drop() that lock it.
struct Store {
  FactsBuilder B;
  EntityId Class = B.record("Store");
  EntityId Map = B.field(Class, "Store::values_", {Shape::Map});
  EntityId Mutex = B.plainField("Store::mutex_");
  EntityId Put = B.method(Class, "Store::put");
  EntityId Drop = B.method(Class, "Store::drop");
  EntityId Keys = B.method(Class, "Store::keys");

  Store(bool Locked = true) {
    if (!Locked)
      return;
    lock(B.use(Put, thisField(Map), MapOp::Insert));
    lock(B.use(Drop, thisField(Map), MapOp::Erase));
  }
  UseFact &lock(UseFact &U, LockMode Mode = LockMode::Exclusive) {
    U.Locks = {held(thisField(Mutex), Mode)};
    return U;
  }
  UseFact &keys(MapOp Op) { return B.use(Keys, thisField(Map), Op); }
  std::vector<Finding> findings() {
    std::vector<Finding> Out;
    judgeUnlockedMapAccess(B.link(), Out);
    return Out;
  }
};

TEST(UnlockedMapAccess, ReadBesideLockedWritesBad) {
  Store S;
  SiteId Where = S.keys(MapOp::Iterate).Where;
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Where, Where);
  EXPECT_EQ(F[0].Sure, Confidence::Likely);
  EXPECT_EQ(F[0].Lock, S.Mutex);
  EXPECT_EQ(F[0].Message, "'values_' is read without 'mutex_', which 2 of 3 "
                          "accesses hold");
  EXPECT_EQ(F[0].Notes.size(), 2u); // Two locked writes.
}

TEST(UnlockedMapAccess, WriteWithoutTheLockBad) {
  Store S;
  S.keys(MapOp::Clear);
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_NE(F[0].Message.find("is written without"), std::string::npos);
}

TEST(UnlockedMapAccess, NoLockAnywhereOk) {
  Store S(false);
  S.B.use(S.Put, thisField(S.Map), MapOp::Insert);
  S.keys(MapOp::Iterate);
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, LockHeldBySomeFewOnlyOk) {
  Store S(false);
  S.lock(S.B.use(S.Put, thisField(S.Map), MapOp::Lookup));
  S.B.use(S.Drop, thisField(S.Map), MapOp::Erase);
  S.keys(MapOp::Insert);
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, ConstructorEndAndUnreachableUsesOk) {
  Store S;
  EntityId Ctor = S.B.method(S.Class, "Store::Store");
  S.B.fn(Ctor).IsConstructor = true;
  S.B.use(Ctor, thisField(S.Map), MapOp::Insert);
  S.keys(MapOp::End);
  S.keys(MapOp::Insert).Context = Unreachable;
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, FP_NewPointerToTheOwnerIsNoAccessOk) {
  Store S;
  EntityId Pool = S.B.plainField("Hub::store_");
  EntityId Set = S.B.function("Hub::setStore");
  S.B.use(Set, thisField(Pool).deref().field(S.Map), MapOp::Replace);
  EXPECT_TRUE(S.findings().empty());
  // `map_ = make_shared<Map>();` is a write that readers of map_ see.
  EntityId Reset = S.B.method(S.Class, "Store::reset");
  S.B.use(Reset, thisField(S.Map).deref(), MapOp::Replace);
  EXPECT_EQ(S.findings().size(), 1u);
}

TEST(UnlockedMapAccess, FP_DispatcherThatCallsOtherOverridersTooOk) {
  Store S;
  S.B.Facts.WholeProgram = true;
  EntityId Visit = S.B.function("Visitor::visit");
  S.B.fn(Visit).IsVirtual = true;
  S.B.fn(Visit).HasBody = false;
  EntityId Ours = S.B.closedMethod(S.Class, "Store::visit");
  EntityId Theirs = S.B.closedFunction("Printer::visit");
  for (EntityId F : {Ours, Theirs}) {
    S.B.fn(F).IsVirtual = true;
    S.B.fn(F).Overrides = {Visit};
  }
  S.B.use(Ours, thisField(S.Map), MapOp::Lookup);
  EntityId Walk = S.B.closedFunction("walk", 1);
  S.B.call(Walk, Visit, {}, param(Walk)).Virtual = true;
  S.B.call(S.Put, Walk, {thisPath()}).Locks = {held(thisField(S.Mutex))};
  EXPECT_TRUE(S.findings().empty());
  EntityId Print = S.B.function("print", 1);
  S.B.call(Print, Walk, {param(Print)});
  EXPECT_TRUE(S.findings().empty());
  S.B.fn(Theirs).Overrides.clear(); // Now it can be no other function.
  EXPECT_EQ(S.findings().size(), 1u);
}

TEST(UnlockedMapAccess, FP_LocalObjectUnderALockForOthersOk) {
  Store S(false);
  EntityId Db = S.B.record("Db");
  EntityId DbMutex = S.B.plainField("Db::mutex_");
  S.B.Facts.Entities[DbMutex].Owner = Db;
  for (EntityId F : {S.Put, S.Drop})
    S.B.use(F, thisField(S.Map), MapOp::Insert).Locks = {
        held(global(S.B.variable("db")).field(DbMutex))};
  S.keys(MapOp::Iterate);
  EXPECT_EQ(S.findings().size(), 1u);
  S.B.instance(S.Class, InstanceFact::Local);
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, LockFromFarAboveIsOnlyPossibleOk) {
  Store S(false);
  EntityId Last = S.B.closedMethod(S.Class, "Store::step0");
  S.B.use(Last, thisField(S.Map), MapOp::Insert);
  S.B.use(Last, thisField(S.Map), MapOp::Erase);
  for (unsigned I = 1; I < 5; ++I) {
    EntityId Next =
        S.B.closedMethod(S.Class, "Store::step" + std::to_string(I));
    S.B.call(Next, Last);
    Last = Next;
  }
  S.B.call(S.Put, Last).Locks = {held(thisField(S.Mutex))};
  S.keys(MapOp::Iterate);
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Possible);
  S.lock(S.B.use(S.Drop, thisField(S.Map), MapOp::Erase));
  F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Likely);
}

TEST(UnlockedMapAccess, FP_MethodThatOnlyTheMakerOfTheObjectCallsOk) {
  Store S;
  EntityId Derived = S.B.record("Files", {S.Class});
  EntityId Open = S.B.closedMethod(S.Class, "Store::open");
  EntityId Load = S.B.closedMethod(S.Class, "Store::load");
  S.B.use(Load, thisField(S.Map), MapOp::Insert);
  S.B.call(Open, Load);
  EntityId Factory = S.B.function("openFiles");
  AccessPath Made = local(S.B.variable("made")).deref();
  S.B.call(Factory, Open, {}, Made);
  EXPECT_EQ(S.findings().size(), 1u); // An object from somewhere.
  S.B.instance(Derived, InstanceFact::Other, NoEntity, Factory);
  EXPECT_TRUE(S.findings().empty());
  S.B.call(S.Keys, Load); // And at any time.
  EXPECT_EQ(S.findings().size(), 1u);
}

TEST(UnlockedMapAccess, FP_CallersOfTheFactoryDoNotMatterOk) {
  Store S;
  EntityId Load = S.B.closedMethod(S.Class, "Store::load");
  S.B.use(Load, thisField(S.Map), MapOp::Insert);
  EntityId Factory = S.B.closedFunction("openStore");
  S.B.call(Factory, Load, {}, local(S.B.variable("made")).deref());
  S.B.instance(S.Class, InstanceFact::Other, NoEntity, Factory);
  S.B.call(S.Put, Load).Locks = {held(thisField(S.Mutex))};
  S.B.call(S.B.function("run"), Factory);
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, CallbackOfAFunctionUnderTheLockIsOnlyPossibleOk) {
  for (bool Locked : {false, true}) {
    Store S;
    EntityId Copy = S.B.closedMethod(S.Class, "Store::copyAll");
    EntityId Each = S.B.lambda(Copy, true);
    S.B.use(Each, thisField(S.Map), MapOp::Lookup);
    CallFact &Call = S.B.call(S.Put, Copy);
    if (Locked)
      Call.Locks = {held(thisField(S.Mutex))};
    auto F = S.findings();
    ASSERT_EQ(F.size(), 1u);
    EXPECT_EQ(F[0].Sure, Locked ? Confidence::Possible : Confidence::Likely);
  }
}

TEST(UnlockedMapAccess, OnlyCalledFromSetUpIsOnlyPossibleOk) {
  Store S;
  EntityId Fill = S.B.closedMethod(S.Class, "Store::fill");
  S.B.use(Fill, thisField(S.Map), MapOp::Insert);
  S.B.call(S.B.method(S.Class, "Store::initialize"), Fill);
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Possible);
}

TEST(UnlockedMapAccess, FP_HelperOfAHelperThatIsCalledUnderTheLockOk) {
  Store S;
  EntityId Helper = S.B.method(S.Class, "Store::helper");
  EntityId Inner = S.B.method(S.Class, "Store::inner");
  S.B.use(Inner, thisField(S.Map), MapOp::Lookup);
  S.B.call(Helper, Inner);
  EXPECT_EQ(S.findings().size(), 1u);
  S.B.call(S.Put, Helper).Locks = {held(thisField(S.Mutex))};
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, HelperCalledUnderTheLockOnlyOk) {
  Store S;
  EntityId Helper = S.B.closedMethod(S.Class, "Store::helper");
  S.B.use(Helper, thisField(S.Map), MapOp::Lookup);
  S.B.call(S.Put, Helper).Locks = {held(thisField(S.Mutex))};
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, HelperWithOneCallerWithoutTheLockBad) {
  Store S;
  EntityId Helper = S.B.closedMethod(S.Class, "Store::helper");
  SiteId Where = S.B.use(Helper, thisField(S.Map), MapOp::Lookup).Where;
  S.B.call(S.Put, Helper).Locks = {held(thisField(S.Mutex))};
  SiteId Culprit = S.B.call(S.Keys, Helper).Where;
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Where, Where);
  EXPECT_TRUE(llvm::any_of(
      F[0].Notes, [&](const Evidence &E) { return E.Where == Culprit; }));
}

TEST(UnlockedMapAccess,
     LockOfAnotherClassInAFunctionThatIsHandedOnIsOnlyPossibleOk) {
  for (bool Other : {false, true}) {
    Store S;
    EntityId Helper = S.B.closedMethod(S.Class, "Store::release");
    EntityId Callback = S.B.closedFunction("onCancel");
    S.B.fn(Callback).AddressTaken = true;
    S.B.use(Helper, thisField(S.Map), MapOp::Erase);
    S.B.call(S.Put, Helper).Locks = {held(thisField(S.Mutex))};
    S.B.call(Callback, Helper, {}, AccessPath());
    S.B.Facts.Entities[S.Mutex].Owner = Other ? S.B.record("Db") : S.Class;
    auto F = S.findings();
    ASSERT_EQ(F.size(), 1u);
    EXPECT_EQ(F[0].Sure, Other ? Confidence::Possible : Confidence::Likely);
  }
}

TEST(UnlockedMapAccess, HelperReachedThroughInitialisationIsOnlyPossibleOk) {
  for (bool Initialises : {false, true}) {
    Store S;
    EntityId Helper = S.B.closedMethod(S.Class, "Store::helper");
    EntityId Between = S.B.closedMethod(
        S.Class, Initialises ? "Store::initialize" : "Store::refresh");
    S.B.use(Helper, thisField(S.Map), MapOp::Lookup);
    S.B.call(S.Put, Helper).Locks = {held(thisField(S.Mutex))};
    S.B.call(Between, Helper);
    S.B.call(S.Keys, Between);
    auto F = S.findings();
    ASSERT_EQ(F.size(), 1u);
    EXPECT_EQ(F[0].Sure,
              Initialises ? Confidence::Possible : Confidence::Likely);
  }
}

TEST(UnlockedMapAccess, WritingHelperWithAndWithoutTheLockBad) {
  Store S;
  EntityId Helper = S.B.closedMethod(S.Class, "Store::helper");
  S.B.use(Helper, thisField(S.Map), MapOp::Empty);
  SiteId Where = S.B.use(Helper, thisField(S.Map), MapOp::Erase).Where;
  S.B.call(S.Put, Helper).Locks = {held(thisField(S.Mutex))};
  S.B.call(S.Keys, Helper);
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u); // One for the helper, at its write.
  EXPECT_EQ(F[0].Where, Where);
  EXPECT_EQ(F[0].Use, ~0u); // No lock to be taken in the helper.
  EXPECT_EQ(F[0].Message, "'values_' is written without 'mutex_', which 3 of 4 "
                          "accesses hold");
}

// Callers are followed six calls up. Beyond, some hold the lock.
TEST(UnlockedMapAccess, FP_CallersThatWereNotFollowedMayHoldTheLockOk) {
  for (auto [Hops, AlsoDirectly] :
       {std::pair(2u, true), {7u, true}, {2u, false}, {7u, false}}) {
    Store S;
    const EntityId First = S.B.closedMethod(S.Class, "Store::helper0");
    S.B.use(First, thisField(S.Map), MapOp::Erase);
    if (AlsoDirectly)
      S.B.call(S.Put, First).Locks = {held(thisField(S.Mutex))};
    EntityId Last = First;
    for (unsigned I = 1; I <= Hops; ++I) {
      EntityId Next =
          S.B.closedMethod(S.Class, "Store::helper" + std::to_string(I));
      S.B.call(Next, Last);
      Last = Next;
    }
    S.B.call(S.Put, Last).Locks = {held(thisField(S.Mutex))};
    S.B.call(S.Keys, Last);
    EXPECT_EQ(S.findings().size(), Hops == 2 ? 1u : 0u) << Hops;
  }
}

TEST(UnlockedMapAccess, OpenHelperThatSomebodyCallsUnderTheLockOk) {
  Store S;
  EntityId Helper = S.B.method(S.Class, "Store::helper");
  S.B.use(Helper, thisField(S.Map), MapOp::Lookup);
  S.B.call(S.Put, Helper).Locks = {held(thisField(S.Mutex))};
  EXPECT_TRUE(S.findings().empty());
  S.B.call(S.Keys, Helper);
  EXPECT_EQ(S.findings().size(), 1u);
}

TEST(UnlockedMapAccess, ContainerHandedToHelperBad) {
  Store S;
  EntityId Helper = S.B.closedFunction("helper", 1);
  S.B.use(Helper, param(Helper), MapOp::Insert);
  S.B.call(S.Put, Helper, {thisField(S.Map)}).Locks = {
      held(thisField(S.Mutex))};
  SiteId Culprit = S.B.call(S.Keys, Helper, {thisField(S.Map)}).Where;
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Where, Culprit);
}

TEST(UnlockedMapAccess, OtherContainerHandedToHelperOk) {
  Store S;
  EntityId Helper = S.B.closedFunction("helper", 1);
  S.B.use(Helper, param(Helper), MapOp::Insert);
  S.B.call(S.Put, Helper, {thisField(S.Map)}).Locks = {
      held(thisField(S.Mutex))};
  EntityId Other = S.B.variableMap("batch", Storage::Local);
  S.B.call(S.Keys, Helper, {local(Other)});
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, HelperThatTakesTheLockTooLateIsToBlameBad) {
  Store S;
  EntityId Helper = S.B.closedFunction("helper", 1);
  SiteId Where = S.B.use(Helper, param(Helper), MapOp::Lookup).Where;
  S.lock(S.B.use(Helper, param(Helper), MapOp::Insert));
  S.B.call(S.Keys, Helper, {thisField(S.Map)});
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Where, Where);
}

TEST(UnlockedMapAccess, LockOfAnotherObjectBad) {
  Store S;
  EntityId Move = S.B.function("transfer", 2);
  S.B.Facts.Entities[S.Map].Owner = S.Class;
  S.B.Facts.Entities[S.Mutex].Owner = S.Class;
  LockSet From = {held(param(Move, 0).field(S.Mutex))};
  S.B.use(Move, param(Move, 0).field(S.Map), MapOp::Erase).Locks = From;
  EXPECT_TRUE(S.findings().empty());
  S.B.use(Move, param(Move, 1).field(S.Map), MapOp::Insert).Locks = From;
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Likely);
}

TEST(UnlockedMapAccess, LockOfANeighbourMapIsLikelyBad) {
  Store S;
  EntityId Other = S.B.plainField("Store::otherMutex_");
  S.keys(MapOp::Erase).Locks = {held(thisField(Other))};
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Possible); // It may guard this one as well.
  EntityId Neighbour = S.B.field(S.Class, "Store::others_");
  S.B.use(S.Put, thisField(Neighbour), MapOp::Insert).Locks = {
      held(thisField(Other))};
  F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Likely);
}

TEST(UnlockedMapAccess, OneWritingThreadIsOnlyPossibleOk) {
  Store S;
  S.B.use(S.Put, thisField(S.Map), MapOp::Lookup);
  for (const Finding &F : S.findings()) // Once: locked too late.
    EXPECT_EQ(F.Sure, Confidence::Likely);
  S.B.use(S.Drop, thisField(S.Map), MapOp::Lookup);
  auto F = S.findings();
  EXPECT_EQ(F.size(), 2u);
  for (const Finding &One : F)
    EXPECT_EQ(One.Sure, Confidence::Possible);
}

TEST(UnlockedMapAccess, LockThatGuardsAnotherMapIsOnlyPossibleOk) {
  Store S;
  for (int I = 0; I < 2; ++I)
    S.keys(MapOp::Lookup);
  for (const Finding &F : S.findings())
    EXPECT_EQ(F.Sure, Confidence::Likely);
  EntityId Other = S.B.field(S.Class, "Store::others_");
  for (EntityId F : {S.Put, S.Drop})
    S.lock(S.B.use(F, thisField(Other), MapOp::Insert));
  auto F = S.findings();
  EXPECT_EQ(F.size(), 2u);
  for (const Finding &One : F)
    EXPECT_EQ(One.Sure, Confidence::Possible);
}

TEST(UnlockedMapAccess, HelperOfTheDestructorOk) {
  Store S;
  EntityId Helper = S.B.closedMethod(S.Class, "Store::reset");
  S.B.use(Helper, thisField(S.Map), MapOp::Clear);
  EntityId Dtor = S.B.method(S.Class, "Store::~Store");
  S.B.fn(Dtor).IsDestructor = true;
  S.B.call(Dtor, Helper);
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, SetUpCodeIsOnlyPossibleOk) {
  Store S;
  EntityId Init = S.B.method(S.Class, "Store::initialize");
  S.B.use(Init, thisField(S.Map), MapOp::Insert);
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Possible);
}

TEST(UnlockedMapAccess, InnerContainerAfterUnlockBad) {
  Store S;
  UseFact &U = S.B.use(S.Keys, thisField(S.Map).element(), MapOp::Subscript);
  SiteId Where = U.Where;
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Where, Where);
  EXPECT_EQ(F[0].Message.find("an inner container of 'values_'"), 0u);
}

TEST(UnlockedMapAccess, InnerContainerWithItsOwnMutexOk) {
  Store S;
  EntityId Bag = S.B.record("Bag");
  EntityId Items = S.B.field(Bag, "Bag::items");
  EntityId BagMutex = S.B.plainField("Bag::mutex");
  AccessPath Element = thisField(S.Map).element().deref();
  for (EntityId F : {S.Put, S.Drop})
    S.B.use(F, Element.field(Items), MapOp::Insert).Locks = {
        held(Element.field(BagMutex))};
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, EraseUnderReaderLockBad) {
  Store S;
  UseFact &U = S.lock(S.keys(MapOp::Erase), LockMode::Shared);
  U.Member = "erase";
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Variant, "shared-lock");
  EXPECT_EQ(F[0].Message, "'values_' is modified by 'erase' while 'mutex_' is "
                          "held for reading only");
}

TEST(UnlockedMapAccess, ReaderLockOfAnotherClassOk) {
  Store S(false);
  EntityId Db = S.B.record("Db");
  EntityId DbMutex = S.B.plainField("Db::mutex_");
  S.B.Facts.Entities[DbMutex].Owner = Db;
  std::vector<EntityId> Fill{S.B.method(Db, "Db::fill"),
                             S.B.method(Db, "Db::more")};
  for (EntityId F : Fill)
    S.B.use(F, thisField(S.Map), MapOp::Insert).Locks = {
        held(thisField(DbMutex), LockMode::Shared)};
  EXPECT_TRUE(S.findings().empty());
  S.B.use(Fill[0], thisField(S.Map), MapOp::Erase).Locks = {
      held(thisField(DbMutex))};
  EXPECT_EQ(S.findings().size(), 2u); // It guards this one, too.
}

TEST(UnlockedMapAccess, LockOfAnotherClassNeedsTwoThirdsOk) {
  Store S(false);
  EntityId Db = S.B.record("Db");
  EntityId DbMutex = S.B.plainField("Db::mutex_");
  S.B.Facts.Entities[DbMutex].Owner = Db;
  for (EntityId F : {S.Put, S.Drop})
    S.B.use(F, thisField(S.Map), MapOp::Insert).Locks = {
        held(thisField(DbMutex))};
  S.keys(MapOp::Erase);
  EXPECT_EQ(S.findings().size(), 1u);
  S.keys(MapOp::Erase);
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, ReaderLockAsTheOnlyLockBad) {
  Store S(false);
  UseFact &U = S.lock(S.keys(MapOp::Subscript), LockMode::Shared);
  U.Written = false;
  EXPECT_EQ(S.findings().size(), 1u);
}

TEST(UnlockedMapAccess, ReadersAndAtomicsUnderReaderLockOk) {
  Store S;
  S.lock(S.keys(MapOp::Lookup), LockMode::Shared);
  UseFact &At = S.lock(S.keys(MapOp::LookupOrThrow), LockMode::Shared);
  At.AtomicWrite = true;
  UseFact &Sub = S.lock(S.keys(MapOp::Subscript), LockMode::Shared);
  Sub.Written = false;
  Sub.Context = KeyPresent;
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, TwoMutexDisciplineOk) {
  Store S(false);
  EntityId Other = S.B.plainField("Store::other_");
  for (EntityId F : {S.Put, S.Drop})
    S.B.use(F, thisField(S.Map), MapOp::Insert).Locks = {
        held(thisField(S.Mutex)), held(thisField(Other))};
  S.keys(MapOp::Iterate).Locks = {held(thisField(Other))};
  S.lock(S.keys(MapOp::Lookup));
  EXPECT_TRUE(S.findings().empty());
  S.keys(MapOp::Contains);
  EXPECT_EQ(S.findings().size(), 1u);
}

TEST(UnlockedMapAccess, LocalMutexProtectsNothingBad) {
  Store S;
  EntityId Local = S.B.variable("m");
  S.keys(MapOp::Insert).Locks = {held(local(Local))};
  EXPECT_EQ(S.findings().size(), 1u);
}

TEST(UnlockedMapAccess, LockThatIsNotKnownOk) {
  Store S;
  S.keys(MapOp::Insert).Locks = {held(AccessPath())};
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, DeclaredGuardWinsBad) {
  Store S(false);
  S.B.container(S.Map).GuardedBy = S.Mutex;
  S.keys(MapOp::Insert);
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Message,
            "'values_' is written without 'mutex_', which guards it");
}

TEST(UnlockedMapAccess, SynchronizedConstAndGuardedContainersOk) {
  Store S;
  S.keys(MapOp::Insert);
  S.B.container(S.Map).Guarded = true;
  EXPECT_TRUE(S.findings().empty());
  S.B.container(S.Map).Guarded = false;
  S.B.container(S.Map).IsConst = true;
  EXPECT_TRUE(S.findings().empty());
  S.B.container(S.Map).IsConst = false;
  S.B.container(S.Map).Levels[0].Row.Synchronized = true;
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, ContainerThatOthersMayAccessOk) {
  Store S;
  S.keys(MapOp::Insert);
  S.B.container(S.Map).Closed = false;
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, DeadHolderBad) {
  Store S(false);
  S.B.container(S.Map).Guarded = true;
  S.keys(MapOp::Iterate).Context = ViaTemporaryHolder;
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Variant, "dead-holder");
}

TEST(UnlockedMapAccess, CheapTestBeforeTheLockIsOnlyPossibleOk) {
  Store S(/*Locked=*/false);
  S.B.use(S.Put, thisField(S.Map), MapOp::Empty);
  S.lock(S.B.use(S.Put, thisField(S.Map), MapOp::Insert));
  S.lock(S.B.use(S.Drop, thisField(S.Map), MapOp::Erase));
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Possible);
}

TEST(UnlockedMapAccess, CheapTestAfterTheUnlockBad) {
  Store S;
  S.B.use(S.Put, thisField(S.Map), MapOp::Empty);
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Likely);
}

TEST(UnlockedMapAccess, MainAfterTheThreadsOkInAThreadBad) {
  Store S;
  EntityId Main = S.B.mainFunction();
  S.B.use(Main, thisField(S.Map), MapOp::Iterate);
  EXPECT_TRUE(S.findings().empty());
  S.B.use(S.B.lambda(Main, true), thisField(S.Map), MapOp::Iterate);
  EXPECT_EQ(S.findings().size(), 1u);
}

TEST(UnlockedMapAccess, ObjectThatIsNotPublishedYetOk) {
  Store S;
  EntityId Make = S.B.function("make");
  EntityId V = S.B.variable("store");
  S.B.use(Make, local(V).field(S.Map), MapOp::Insert);
  EXPECT_TRUE(S.findings().empty());
}

TEST(UnlockedMapAccess, AnnotatedLockThatIsNotThereBad) {
  Store S(false);
  S.B.container(S.Map).LockNotFound = "mutx_";
  auto F = S.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Message,
            "the lock 'mutx_' that MAPWARDEN_GUARDED_BY names for 'values_' "
            "was not found; name a field or a variable");
  EXPECT_EQ(F[0].Where, S.B.Facts.Entities[S.Map].Decl);
  EXPECT_EQ(F[0].Sure, Confidence::Likely);
}

} // namespace
