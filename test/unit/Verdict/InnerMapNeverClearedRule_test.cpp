// inner-map-never-cleared: emptied, cleared and never shrunk inner containers.
#include "FactsBuilder.h"
#include "Verdict/Finding.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

/// `static std::map<K, std::set<V>> byUser;` that `add` fills.
struct Nest {
  FactsBuilder B;
  EntityId Map = B.globalMap("byUser", {Shape::Set});
  EntityId Add = B.function("add", 2), Drop = B.function("drop", 2);

  Nest() {
    B.use(Add, outer(), MapOp::Subscript).Written = false;
    B.use(Add, inner(), MapOp::Insert);
  }
  AccessPath outer() const { return global(Map); }
  AccessPath inner() const { return global(Map).element(); }

  std::vector<Finding> run() const {
    std::vector<Finding> Out;
    judgeInnerMapNeverCleared(B.link(), Out);
    return Out;
  }
  bool silent() const { return run().empty(); }
};

TEST(InnerMapNeverCleared, NothingEverShrinksBad) {
  Nest N;
  ASSERT_EQ(N.run().size(), 1u);
  EXPECT_EQ(N.run()[0].Where, N.B.Facts.Entities[N.Map].Decl);
  EXPECT_EQ(N.run()[0].Message, "neither the entries of 'byUser' nor the "
                                "containers in them ever shrink");
}

TEST(InnerMapNeverCleared, OuterThatEvictsOk) {
  Nest N;
  N.B.container(N.Map).Levels[0].Row.Bounded = true;
  EXPECT_TRUE(N.silent());
}

TEST(InnerMapNeverCleared, EmptiedInnerStaysBad) {
  Nest N;
  SiteId First = N.B.use(N.Drop, N.inner(), MapOp::Erase).Where;
  SiteId Second = N.B.use(N.Drop, N.inner(), MapOp::Erase).Where;
  ASSERT_EQ(N.run().size(), 2u);
  EXPECT_EQ(N.run()[0].Where, First);
  EXPECT_EQ(N.run()[1].Where, Second);
  EXPECT_EQ(N.run()[0].Message, "an inner container that becomes empty here "
                                "stays in 'byUser' for ever");
}

TEST(InnerMapNeverCleared, ClearedInnerKeepsItsKeyBad) {
  Nest N;
  N.B.use(N.Drop, N.inner(), MapOp::Clear);
  ASSERT_EQ(N.run().size(), 1u);
  EXPECT_EQ(N.run()[0].Variant, "cleared-kept");
}

TEST(InnerMapNeverCleared, BehindSmartPointerBad) {
  Nest N;
  N.B.use(N.Drop, N.outer().element().deref(), MapOp::Erase);
  EXPECT_EQ(N.run().size(), 1u);
}

TEST(InnerMapNeverCleared, ThroughHelperOnInnerBad) {
  Nest N;
  EntityId Remove = N.B.closedFunction("remove", 1);
  N.B.use(Remove, param(Remove), MapOp::Erase);
  N.B.call(N.Drop, Remove, {N.inner()});
  EXPECT_EQ(N.run().size(), 1u);
}

TEST(InnerMapNeverCleared, ThirdLevelBad) {
  FactsBuilder B;
  EntityId M = B.globalMap("m", {Shape::Map, Shape::Map});
  EntityId F = B.function("f");
  AccessPath L1 = global(M).element(), L2 = L1.element();
  B.use(F, global(M), MapOp::Insert);
  B.use(F, L1, MapOp::Insert);
  B.use(F, L2, MapOp::Erase); // Leaves empty maps in L1.
  std::vector<Finding> Out;
  judgeInnerMapNeverCleared(B.link(), Out);
  EXPECT_GE(Out.size(), 1u);
  B.use(F, L1, MapOp::Erase); // Leaves empty maps in m.
  Out.clear();
  judgeInnerMapNeverCleared(B.link(), Out);
  ASSERT_EQ(Out.size(), 1u);
}

TEST(InnerMapNeverCleared, OuterErasedOk) {
  Nest N;
  N.B.use(N.Drop, N.inner(), MapOp::Erase);
  N.B.use(N.Drop, N.outer(), MapOp::Erase);
  EXPECT_TRUE(N.silent());
}

TEST(InnerMapNeverCleared, OuterErasedInDeadCodeOnlyBad) {
  Nest N;
  EntityId Dead = N.B.closedFunction("prune");
  N.B.use(N.Drop, N.inner(), MapOp::Erase);
  N.B.use(Dead, N.outer(), MapOp::Erase);
  EXPECT_EQ(N.run().size(), 1u);
}

TEST(InnerMapNeverCleared, FewOuterKeysOk) {
  Nest N;
  N.B.use(N.Drop, N.inner(), MapOp::Erase);
  N.B.container(N.Map).Levels[0].KeysFixed = true;
  EXPECT_TRUE(N.silent());
  N.B.container(N.Map).Levels[0].KeysFixed = false;
  N.B.Facts.Uses[0].Key.Domain = KeyDomain::Fixed;
  EXPECT_TRUE(N.silent());
}

TEST(InnerMapNeverCleared, ConfiguredOuterKeysOk) {
  Nest N;
  N.B.use(N.Drop, N.inner(), MapOp::Erase);
  N.B.Facts.Uses[0].Context = Once;
  EXPECT_TRUE(N.silent());
}

TEST(InnerMapNeverCleared, BoundedOuterOk) {
  Nest N;
  N.B.use(N.Drop, N.inner(), MapOp::Erase);
  N.B.sizeTest(N.Add, N.outer());
  EXPECT_TRUE(N.silent());
  N.B.Facts.SizeTests.clear();
  N.B.container(N.Map).BoundedBy = "64 users";
  EXPECT_TRUE(N.silent());
}

TEST(InnerMapNeverCleared, EscapedOuterOk) {
  Nest N;
  N.B.use(N.Drop, N.inner(), MapOp::Erase);
  N.B.escape(N.Add, N.outer());
  EXPECT_TRUE(N.silent());
}

TEST(InnerMapNeverCleared, ReplacedInnerIsNoZombieOk) {
  Nest N;
  N.B.use(N.Drop, N.inner(), MapOp::Replace);
  EXPECT_TRUE(N.silent());
}

TEST(InnerMapNeverCleared, EscapedInnerMayShrinkElsewhereOk) {
  Nest N;
  N.B.escape(N.Add, N.inner());
  EXPECT_TRUE(N.silent());
}

TEST(InnerMapNeverCleared, ShortLivedOk) {
  Nest N;
  N.B.container(N.Map).Kept = Storage::Local;
  EXPECT_TRUE(N.silent());
}

/// `std::map<K, Room> rooms;` with `struct Room { std::set<V> members; };`
struct Rooms {
  FactsBuilder B;
  EntityId Room = B.record("Room"), Members = B.field(Room, "Room::members");
  EntityId Map = B.globalMap("rooms");
  EntityId Open = B.function("open"), Leave = B.function("leave");

  Rooms() { B.use(Open, global(Map), MapOp::Insert); }
  AccessPath members() const { return global(Map).element().field(Members); }
  std::vector<Finding> run() const {
    std::vector<Finding> Out;
    judgeInnerMapNeverCleared(B.link(), Out);
    return Out;
  }
};

TEST(InnerMapNeverCleared, MemberOfEntryErasedByKeyBad) {
  Rooms R;
  SiteId Where = R.B.use(R.Leave, R.members(), MapOp::Erase).Where;
  ASSERT_EQ(R.run().size(), 1u);
  EXPECT_EQ(R.run()[0].Where, Where);
  EXPECT_EQ(R.run()[0].Container, R.Map);
  EXPECT_EQ(R.run()[0].Message, "an entry whose 'members' becomes empty here "
                                "stays in 'rooms' for ever");
}

TEST(InnerMapNeverCleared, MemberOfEntryClearedIsLeftToUnboundedMapOk) {
  Rooms R;
  R.B.use(R.Leave, R.members(), MapOp::Clear);
  EXPECT_TRUE(R.run().empty());
}

TEST(InnerMapNeverCleared, MemberOfErasedEntryOk) {
  Rooms R;
  R.B.use(R.Leave, R.members(), MapOp::Erase);
  R.B.use(R.Leave, global(R.Map), MapOp::Erase);
  EXPECT_TRUE(R.run().empty());
}

} // namespace
