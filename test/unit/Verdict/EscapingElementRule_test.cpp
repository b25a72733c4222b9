// References that outlive the element they denote.
#include "FactsBuilder.h"
#include "Verdict/Finding.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

/// A class with a node-based map and a flat one (of vectors).
struct Depot {
  FactsBuilder B;
  EntityId Class = B.record("Depot");
  EntityId Node = B.field(Class, "Depot::node_", {Shape::Sequence});
  EntityId Flat = B.field(Class, "Depot::flat_", {Shape::Sequence});
  EntityId Move = B.method(Class, "Depot::move");
  EntityId Other = B.method(Class, "Depot::other");
  EntityId Mutex = B.plainField("Depot::mutex_");

  Depot() {
    ContainerRow &Row = B.container(Flat).Levels[0].Row;
    Row.MovesRefs = Row.MovesIters = true;
  }
  StaleFact &stale(EntityId Map, MapOp Op = MapOp::Unknown) {
    return B.stale(Move, "x", thisField(Map).element(), Op);
  }
  std::vector<Finding> findings() {
    std::vector<Finding> Out;
    judgeEscapingElement(B.link(), Out);
    return Out;
  }
};

TEST(EscapingElement, InsertionIntoFlatMapBad) {
  Depot D;
  StaleFact &S = D.stale(D.Flat, MapOp::Subscript);
  SiteId Use = S.Use;
  auto F = D.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Where, Use);
  EXPECT_EQ(F[0].Message,
            "'x' refers to an element of 'flat_' that the insertion at line " +
                std::to_string(D.B.line(Use) - 1) + " may have moved");
}

TEST(EscapingElement, InsertionIntoNodeMapOk) {
  Depot D;
  D.stale(D.Node, MapOp::Subscript);
  EXPECT_TRUE(D.findings().empty());
}

TEST(EscapingElement, IteratorOverRehashBadReferenceOk) {
  Depot D;
  D.B.container(D.Node).Levels[0].Row.MovesIters = true;
  D.stale(D.Node, MapOp::Insert);
  EXPECT_TRUE(D.findings().empty());
  D.stale(D.Node, MapOp::Insert).Referrer = RefKind::Iterator;
  EXPECT_EQ(D.findings().size(), 1u);
}

TEST(EscapingElement, EraseOfTheSameKeyBadOfAnotherOk) {
  Depot D;
  D.stale(D.Node, MapOp::Erase).OtherKey = true;
  D.stale(D.Node, MapOp::Erase); // Key not known.
  EXPECT_TRUE(D.findings().empty());
  D.stale(D.Node, MapOp::Erase).SameKey = true;
  auto F = D.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_NE(F[0].Message.find("has removed"), std::string::npos);
}

TEST(EscapingElement, EraseThatMovesOthersBad) {
  Depot D;
  D.B.container(D.Flat).Levels[0].Row.EraseMovesRefs = true;
  D.stale(D.Flat, MapOp::Erase).OtherKey = true;
  EXPECT_EQ(D.findings().size(), 1u);
}

TEST(EscapingElement, ClearBadSwapOk) {
  Depot D;
  StaleFact &S = D.stale(D.Node, MapOp::Replace);
  UseFact &U = D.B.use(D.Move, thisField(D.Node), MapOp::Replace);
  U.Where = S.Mutation;
  U.Member = "swap";
  EXPECT_TRUE(D.findings().empty());
  D.stale(D.Node, MapOp::Clear);
  EXPECT_EQ(D.findings().size(), 1u);
}

TEST(EscapingElement, PointeeStaysWhenTheSlotMovesOk) {
  Depot D;
  D.B.stale(D.Move, "p", thisField(D.Flat).element().deref(), MapOp::Insert);
  // A raw pointer's object is not touched by removing the pointer.
  D.B.container(D.Flat).Levels[0].Values = ValueShape::RawPointer;
  D.B.stale(D.Move, "q", thisField(D.Flat).element().deref(), MapOp::Erase)
      .SameKey = true;
  EXPECT_TRUE(D.findings().empty());
}

TEST(EscapingElement, PointeeDiesWithItsOwnerBad) {
  Depot D;
  D.B.container(D.Flat).Levels[0].Values = ValueShape::Owner;
  D.B.stale(D.Move, "p", thisField(D.Flat).element().deref(), MapOp::Erase)
      .SameKey = true;
  EXPECT_EQ(D.findings().size(), 1u);
}

TEST(EscapingElement, InnerElementStaysWhenItsVectorMovesOk) {
  Depot D;
  StaleFact &S = D.B.stale(D.Move, "h", thisField(D.Flat).element().element(),
                           MapOp::Subscript);
  S.Mutated = thisField(D.Flat);
  EXPECT_TRUE(D.findings().empty());
  D.B.container(D.Flat).Levels[1].Row.Name = "llvm::SmallVector";
  EXPECT_EQ(D.findings().size(), 1u);
}

TEST(EscapingElement, CalleeInsertsBad) {
  Depot D;
  D.B.use(D.Other, thisField(D.Flat), MapOp::Insert);
  D.B.call(D.Move, D.Other);
  D.stale(D.Flat).Call = 0;
  auto F = D.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_NE(F[0].Message.find("the call of 'other'"), std::string::npos);
}

TEST(EscapingElement, CalleeOfAnotherObjectOk) {
  Depot D;
  EntityId Child = D.B.plainField("Depot::child_");
  D.B.use(D.Other, thisField(D.Flat), MapOp::Insert);
  D.B.call(D.Move, D.Other, {}, thisField(Child).deref());
  D.stale(D.Flat).Call = 0;
  EXPECT_TRUE(D.findings().empty());
}

TEST(EscapingElement, OverriderInsertsBad) {
  Depot D;
  EntityId Base = D.B.function("Base::run");
  D.B.fn(D.Other).Overrides = {Base};
  D.B.use(D.Other, thisField(D.Flat), MapOp::Insert);
  D.B.call(D.Move, Base).Virtual = true;
  D.stale(D.Flat).Call = 0;
  EXPECT_EQ(D.findings().size(), 1u);
}

TEST(EscapingElement, CalleeErasesSomeKeyOk) {
  Depot D;
  D.B.use(D.Other, thisField(D.Node), MapOp::Erase);
  D.B.call(D.Move, D.Other);
  D.stale(D.Node).Call = 0;
  EXPECT_TRUE(D.findings().empty());
}

/// `x = find(…)` in move(), whose body is in another unit; then other().
static StaleFact &staleResult(Depot &D, EntityId Find, AccessPath Returned) {
  D.B.fn(Find).Returns.push_back({std::move(Returned), RefKind::Pointer});
  D.B.use(D.Other, thisField(D.Flat), MapOp::Insert);
  D.B.call(D.Move, Find);
  D.B.call(D.Move, D.Other);
  AccessPath Result;
  Result.Root = RootKind::Result;
  Result.Entity = Find;
  StaleFact &S = D.B.stale(D.Move, "x", Result);
  S.Referrer = RefKind::Pointer;
  S.Source = 0;
  S.Call = 1;
  return S;
}

TEST(EscapingElement, ResultOfACallIsHeldOverInsertionBad) {
  Depot D;
  EntityId Find = D.B.method(D.Class, "Depot::find");
  staleResult(D, Find, thisField(D.Flat).element());
  EXPECT_EQ(D.findings().size(), 1u);
}

TEST(EscapingElement, ResultThatPointsOutOfTheMapOk) {
  Depot D;
  EntityId Find = D.B.method(D.Class, "Depot::find");
  staleResult(D, Find, thisField(D.Flat).element().deref());
  EXPECT_TRUE(D.findings().empty());
}

TEST(EscapingElement, ResultOfTheNodeBasedMapOk) {
  Depot D;
  EntityId Find = D.B.method(D.Class, "Depot::find");
  staleResult(D, Find, thisField(D.Node).element());
  EXPECT_TRUE(D.findings().empty());
}

TEST(EscapingElement, ResultOfAnotherObjectOk) {
  Depot D;
  EntityId Find = D.B.method(D.Class, "Depot::find");
  staleResult(D, Find, thisField(D.Flat).element());
  D.B.Facts.Calls[0].Object =
      thisField(D.B.plainField("Depot::child_")).deref();
  EXPECT_TRUE(D.findings().empty());
}

TEST(EscapingElement, ResultHandedOnByAnotherFunctionBad) {
  Depot D;
  EntityId Find = D.B.method(D.Class, "Depot::find");
  EntityId Get = D.B.method(D.Class, "Depot::get");
  AccessPath Inner;
  Inner.Root = RootKind::Result;
  Inner.Entity = Get;
  staleResult(D, Find, Inner);
  D.B.call(Find, Get);
  D.B.fn(Get).Returns.push_back(
      {thisField(D.Flat).element(), RefKind::Pointer});
  EXPECT_EQ(D.findings().size(), 1u);
}

TEST(EscapingElement, InsertionOfTheKeyThatWasFoundOk) {
  Depot D;
  EntityId Find = D.B.method(D.Class, "Depot::find");
  StaleFact &S = staleResult(D, Find, thisField(D.Flat).element());
  S.SameKey = true;
  D.B.Facts.Uses.back().Key.Domain = KeyDomain::Param;
  KeyFact A, B;
  A.Text = "a";
  B.Text = "b";
  D.B.Facts.Calls[0].Keys = {A};
  D.B.Facts.Calls[1].Keys = {B}; // Another argument was equal.
  EXPECT_EQ(D.findings().size(), 1u);
  D.B.Facts.Calls[1].Keys = {A};
  EXPECT_TRUE(D.findings().empty());
}

TEST(EscapingElement, OneFindingForEachBindingOk) {
  Depot D;
  SiteId First = D.stale(D.Flat, MapOp::Insert).Use;
  StaleFact &S = D.stale(D.Flat, MapOp::Insert);
  S.Bind = D.B.Facts.Stales[0].Bind;
  auto F = D.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Where, First);
}

TEST(EscapingElement, StoredBesideGrowthOfTheInnerVectorBad) {
  Depot D;
  D.B.use(D.Other, thisField(D.Node).element(), MapOp::Insert);
  StaleFact &S = D.B.stale(D.Move, "", thisField(D.Node).element().element());
  S.How = StaleFact::Stored;
  S.Referrer = RefKind::Pointer;
  auto F = D.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Likely);
}

TEST(EscapingElement, StoredBesideRemovalsIsOnlyPossibleOk) {
  Depot D;
  D.stale(D.Node).How = StaleFact::Stored;
  EXPECT_TRUE(D.findings().empty());
  D.B.use(D.Other, thisField(D.Node), MapOp::Erase);
  auto F = D.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Possible);
}

TEST(EscapingElement, CapturedBesideRemovalsBad) {
  Depot D;
  D.stale(D.Node).How = StaleFact::Captured;
  D.B.use(D.Other, thisField(D.Node), MapOp::Erase);
  auto F = D.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Likely);
}

struct Locked : Depot {
  StaleFact &unlocked(EntityId Map) {
    StaleFact &S = stale(Map);
    S.Unlocked = true;
    S.Lock = thisField(Mutex);
    return S;
  }
  void eraseUnderLock(EntityId F) {
    B.use(F, thisField(Node), MapOp::Erase).Locks = {held(thisField(Mutex))};
  }
};

TEST(EscapingElement, UsedAfterUnlockBesideRemovalBad) {
  Locked D;
  D.unlocked(D.Node);
  D.eraseUnderLock(D.Other);
  auto F = D.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Message, "'x' refers to an element of 'node_', but is used "
                          "after 'mutex_' was released");
}

TEST(EscapingElement, UsedAfterUnlockWithoutRemovalElsewhereOk) {
  Locked D;
  D.unlocked(D.Node);
  D.eraseUnderLock(D.Move);
  D.B.use(D.Other, thisField(D.Node), MapOp::Insert).Locks = {
      held(thisField(D.Mutex))};
  EXPECT_TRUE(D.findings().empty());
}

TEST(EscapingElement, InnerContainerOperationAfterUnlockOk) {
  Locked D;
  StaleFact &S = D.unlocked(D.Node);
  SiteId Use = S.Use;
  D.eraseUnderLock(D.Other);
  D.B.use(D.Move, thisField(D.Node).element(), MapOp::Insert).Where = Use;
  EXPECT_TRUE(D.findings().empty());
}

TEST(EscapingElement, ReturnedOutOfTheLockBad) {
  Locked D;
  D.unlocked(D.Node).How = StaleFact::Returned;
  EXPECT_TRUE(D.findings().empty());
  D.eraseUnderLock(D.Other);
  auto F = D.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Variant, "unlocked");
}

TEST(EscapingElement, ReturnedWithoutAnyLockOk) {
  Depot D;
  D.stale(D.Flat).How = StaleFact::Returned;
  D.B.use(D.Other, thisField(D.Flat), MapOp::Insert);
  EXPECT_TRUE(D.findings().empty());
}

TEST(EscapingElement, ParameterThatNobodyPassesBad) {
  Depot D;
  EntityId F = D.B.function("f", 1);
  EntityId V = D.B.variableMap("alarms", Storage::Parameter);
  D.B.container(V).Function = F;
  StaleFact &S = D.B.stale(F, "i", param(F).element(), MapOp::Erase);
  S.Referrer = RefKind::Iterator;
  S.SameKey = true;
  auto Found = D.findings();
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].Container, V);
}

} // namespace
