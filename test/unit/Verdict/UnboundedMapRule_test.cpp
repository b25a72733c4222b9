// unbounded-map: what is reported, with which wording, and what silences it.
#include "FactsBuilder.h"
#include "Verdict/Finding.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

/// `static Hub hub;` with a map that `Hub::add` inserts into.
struct Hub {
  FactsBuilder B;
  EntityId Class = B.record("Hub");
  EntityId Map = B.field(Class, "Hub::leases_");
  EntityId Add = B.method(Class, "Hub::add", 1);
  SiteId Grows = B.use(Add, thisField(Map), MapOp::Insert).Where;
  SiteId Made = B.instance(Class, InstanceFact::Static).Where;

  UseFact &growth() { return B.Facts.Uses[0]; }
  ContainerFact &map() { return B.container(Map); }
  LevelFact &level() { return map().Levels[0]; }

  std::vector<Finding> run() const {
    std::vector<Finding> Out;
    judgeUnboundedMap(B.link(), Out);
    return Out;
  }
  bool silent() const { return run().empty(); }
};

TEST(UnboundedMap, NeverErasedBad) {
  Hub H;
  std::vector<Finding> Out = H.run();
  ASSERT_EQ(Out.size(), 1u);
  EXPECT_EQ(Out[0].Message, "'leases_' grows with every new key and nothing "
                            "ever erases from it");
  EXPECT_EQ(Out[0].Where, H.B.Facts.Entities[H.Map].Decl);
  EXPECT_EQ(Out[0].Sure, Confidence::Likely);
  EXPECT_EQ(Out[0].Variant, "never-erased");
  ASSERT_EQ(Out[0].Notes.size(), 2u);
  EXPECT_EQ(Out[0].Notes[0].Where, H.Grows);
  EXPECT_EQ(Out[0].Notes[0].Text, "grows here");
  EXPECT_EQ(Out[0].Notes[1].Where, H.Made);
  EXPECT_EQ(Out[0].Notes[1].Text, "the owner is long-lived: a static object");
}

TEST(UnboundedMap, StaticMapThroughHelperBad) {
  FactsBuilder B;
  EntityId M = B.globalMap("sessions"), F = B.function("onRequest");
  EntityId Touch = B.closedFunction("touch", 1);
  B.use(Touch, param(Touch), MapOp::Insert);
  B.call(F, Touch, {global(M)});
  std::vector<Finding> Out;
  judgeUnboundedMap(B.link(), Out);
  EXPECT_EQ(Out.size(), 1u);
}

TEST(UnboundedMap, SetSpeaksOfElementsBad) {
  Hub H;
  H.level().Row.Kind = Shape::Set;
  ASSERT_EQ(H.run().size(), 1u);
  EXPECT_NE(H.run()[0].Message.find("every new element"), std::string::npos);
}

TEST(UnboundedMap, AtMostFiveGrowthNotesBad) {
  Hub H;
  for (unsigned I = 0; I < 9; ++I)
    H.B.use(H.Add, thisField(H.Map), MapOp::Insert);
  ASSERT_EQ(H.run().size(), 1u);
  EXPECT_EQ(H.run()[0].Notes.size(), 6u);
}

TEST(UnboundedMap, DeadEvictionBad) {
  Hub H;
  EntityId Expire = H.B.closedMethod(H.Class, "Hub::expireStale");
  H.B.use(Expire, thisField(H.Map), MapOp::Erase);
  ASSERT_EQ(H.run().size(), 1u);
  Finding F = H.run()[0];
  EXPECT_EQ(F.Message, "'leases_' grows with every new key; the only eviction, "
                       "'expireStale', has no caller");
  EXPECT_EQ(F.Variant, "dead-eviction");
  EXPECT_EQ(F.Notes[1].Text,
            "only 'expireStale' erases from it, and nothing calls it");
  H.B.call(H.Add, Expire);
  EXPECT_TRUE(H.silent());
}

TEST(UnboundedMap, SweepThatCannotRunBad) {
  Hub H;
  EntityId Sweep = H.B.method(H.Class, "Hub::sweep");
  H.B.use(Sweep, thisField(H.Map), MapOp::Erase).Context = Unreachable;
  ASSERT_EQ(H.run().size(), 1u);
  EXPECT_EQ(H.run()[0].Variant, "cannot-run");
}

TEST(UnboundedMap, RemovalInDestructorOnlyBad) {
  Hub H;
  EntityId Dtor = H.B.method(H.Class, "Hub::~Hub");
  H.B.fn(Dtor).IsDestructor = true;
  H.B.use(Dtor, thisField(H.Map), MapOp::Clear);
  ASSERT_EQ(H.run().size(), 1u);
  EXPECT_EQ(H.run()[0].Message,
            "'leases_' grows with every new key and entries are only removed "
            "when its owner is destroyed");
}

TEST(UnboundedMap, RemovalInTeardownOnlyBad) {
  Hub H;
  EntityId Stop = H.B.method(H.Class, "Hub::stop");
  H.B.fn(Stop).TeardownName = true;
  H.B.use(Stop, thisField(H.Map), MapOp::Clear);
  ASSERT_EQ(H.run().size(), 1u);
  EXPECT_EQ(H.run()[0].Message, "'leases_' grows with every new key and "
                                "entries are only removed in 'stop'");
}

TEST(UnboundedMap, NulledValueKeepsItsKeyBad) {
  Hub H;
  EntityId Close = H.B.method(H.Class, "Hub::close");
  H.B.release(Close, ReleaseFact::Nulled, thisField(H.Map).element());
  ASSERT_EQ(H.run().size(), 1u);
  EXPECT_EQ(H.run()[0].Notes[1].Text,
            "setting the value to null keeps the key");
}

TEST(UnboundedMap, ShardsCountAsTheMapBad) {
  FactsBuilder B;
  EntityId M = B.globalMap("shards", {Shape::Map});
  B.container(M).Levels[0] = level(Shape::Fixed);
  EntityId F = B.function("f");
  B.use(F, global(M).element(), MapOp::Insert);
  std::vector<Finding> Out;
  judgeUnboundedMap(B.link(), Out);
  EXPECT_EQ(Out.size(), 1u);
}

TEST(UnboundedMap, MapThatEvictsOk) {
  Hub H;
  ASSERT_EQ(H.run().size(), 1u);
  H.level().Row.Bounded = true;
  EXPECT_TRUE(H.run().empty());
}

TEST(UnboundedMap, MapInAMapThatEvictsOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("byUser", {Shape::Map});
  EntityId F = B.function("f");
  B.use(F, global(M).element(), MapOp::Insert);
  B.container(M).Levels[0].Row.Bounded = true;
  std::vector<Finding> Out;
  judgeUnboundedMap(B.link(), Out);
  EXPECT_TRUE(Out.empty());
}

TEST(UnboundedMap, InnerMapsOfFewOuterKeysBad) {
  FactsBuilder B;
  EntityId M = B.globalMap("byColor", {Shape::Map});
  B.container(M).Levels[0].KeysFixed = true;
  EntityId F = B.function("f");
  B.use(F, global(M), MapOp::Subscript);
  B.use(F, global(M).element(), MapOp::Subscript);
  std::vector<Finding> Out;
  judgeUnboundedMap(B.link(), Out);
  EXPECT_EQ(Out.size(), 1u);
}

TEST(UnboundedMap, WriteThroughTwoSubscriptsBad) {
  FactsBuilder B;
  EntityId M = B.globalMap("m", {Shape::Map}), F = B.function("f");
  B.use(F, global(M), MapOp::Subscript).Written = false;
  B.use(F, global(M).element(), MapOp::Subscript);
  std::vector<Finding> Out;
  judgeUnboundedMap(B.link(), Out);
  EXPECT_EQ(Out.size(), 1u);
}

TEST(UnboundedMap, SessionOwnerIsPossibleBad) {
  Hub H;
  EntityId Sessions = H.B.globalMap("sessions"), F = H.B.function("f");
  H.B.use(F, global(Sessions), MapOp::Insert);
  H.B.use(F, global(Sessions), MapOp::Erase);
  H.B.Facts.Instances[0].How = InstanceFact::Element;
  H.B.Facts.Instances[0].HeldBy = Sessions;
  ASSERT_EQ(H.run().size(), 1u);
  EXPECT_EQ(H.run()[0].Sure, Confidence::Possible);
}

TEST(UnboundedMap, SmallKeysArePossibleBad) {
  Hub H;
  H.level().KeysSmall = true;
  ASSERT_EQ(H.run().size(), 1u);
  EXPECT_EQ(H.run()[0].Sure, Confidence::Possible);
}

TEST(UnboundedMap, ResultOfBatchMainIsPossibleBad) {
  FactsBuilder B;
  EntityId Words = B.variableMap("words", Storage::MainLocal);
  EntityId Main = B.mainFunction();
  B.use(Main, local(Words), MapOp::Subscript).Context = InLoop;
  std::vector<Finding> Out;
  judgeUnboundedMap(B.link(), Out);
  ASSERT_EQ(Out.size(), 1u);
  EXPECT_EQ(Out[0].Sure, Confidence::Likely); // A loop for ever.
  Out.clear();
  B.use(Main, local(Words), MapOp::Iterate);
  judgeUnboundedMap(B.link(), Out);
  ASSERT_EQ(Out.size(), 1u);
  EXPECT_EQ(Out[0].Sure, Confidence::Possible);
}

TEST(UnboundedMap, HandleDestructorErasesFromStaticMapOk) {
  FactsBuilder B;
  EntityId Transfer = B.record("Transfer");
  EntityId Open = B.variableMap("open_", Storage::StaticMember);
  EntityId Ctor = B.method(Transfer, "Transfer::Transfer");
  EntityId Dtor = B.method(Transfer, "Transfer::~Transfer");
  B.fn(Ctor).IsConstructor = B.fn(Dtor).IsDestructor = true;
  B.container(Open).Owner = Transfer;
  B.instance(Transfer, InstanceFact::Local);
  B.use(Ctor, global(Open), MapOp::Insert);
  std::vector<Finding> Out;
  judgeUnboundedMap(B.link(), Out);
  EXPECT_EQ(Out.size(), 1u);
  Out.clear();
  B.use(Dtor, global(Open), MapOp::Erase);
  judgeUnboundedMap(B.link(), Out);
  EXPECT_TRUE(Out.empty());
}

TEST(UnboundedMap, ErasedAtRunTimeOk) {
  for (MapOp Op : {MapOp::Erase, MapOp::Take, MapOp::Clear, MapOp::Replace}) {
    Hub H;
    H.B.use(H.Add, thisField(H.Map), Op);
    EXPECT_TRUE(H.silent());
  }
}

TEST(UnboundedMap, ErasedByStoredCallbackOk) {
  Hub H;
  EntityId Deleter = H.B.lambda(H.Add, true);
  H.B.use(Deleter, thisField(H.Map), MapOp::Erase);
  EXPECT_TRUE(H.silent());
}

TEST(UnboundedMap, OuterShardsAreClearedOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("shards", {Shape::Map}), F = B.function("f");
  B.container(M).Levels[0] = level(Shape::Sequence);
  B.use(F, global(M).element(), MapOp::Insert);
  B.use(F, global(M), MapOp::Clear);
  std::vector<Finding> Out;
  judgeUnboundedMap(B.link(), Out);
  EXPECT_TRUE(Out.empty());
}

TEST(UnboundedMap, ShortLivedOrUnknownOwnerOk) {
  Hub H;
  H.B.Facts.Instances[0].How = InstanceFact::Local;
  EXPECT_TRUE(H.silent());
  H.B.Facts.Instances.clear();
  EXPECT_TRUE(H.silent());
}

TEST(UnboundedMap, OpenConstOrBorrowedContainerOk) {
  Hub H;
  H.map().Closed = false;
  EXPECT_TRUE(H.silent());
  H.map().Closed = true;
  H.map().IsConst = true;
  EXPECT_TRUE(H.silent());
  H.map().IsConst = false;
  H.map().IsReference = true;
  EXPECT_TRUE(H.silent());
}

TEST(UnboundedMap, SequencesAloneOk) {
  Hub H;
  H.level() = test::level(Shape::Sequence);
  EXPECT_TRUE(H.silent());
}

TEST(UnboundedMap, FewKeysOk) {
  Hub H;
  H.growth().Key.Domain = KeyDomain::Fixed;
  EXPECT_TRUE(H.silent());
  H.growth().Key.Domain = KeyDomain::SameMap;
  EXPECT_TRUE(H.silent());
  H.growth().Key.Domain = KeyDomain::Open;
  H.level().KeysFixed = true;
  EXPECT_TRUE(H.silent());
}

TEST(UnboundedMap, OneOpenKeyAmongFixedOnesBad) {
  Hub H;
  H.B.use(H.Add, thisField(H.Map), MapOp::Insert, key(KeyDomain::Fixed));
  EXPECT_EQ(H.run().size(), 1u);
}

TEST(UnboundedMap, FilledByConstructorOrOnceOk) {
  Hub H;
  H.B.fn(H.Add).IsConstructor = true;
  EXPECT_TRUE(H.silent());
  H.B.fn(H.Add).IsConstructor = false;
  H.growth().Context = Once;
  EXPECT_TRUE(H.silent());
}

TEST(UnboundedMap, FilledInMainBeforeTheLoopOk) {
  FactsBuilder B;
  EntityId M = B.globalMap("m"), Main = B.mainFunction();
  B.use(Main, global(M), MapOp::Insert).Context = BeforeLoop;
  std::vector<Finding> Out;
  judgeUnboundedMap(B.link(), Out);
  EXPECT_TRUE(Out.empty());
}

TEST(UnboundedMap, ReadingSubscriptIsLookupInsertsOk) {
  Hub H;
  H.growth().Op = MapOp::Subscript;
  H.growth().Written = false;
  EXPECT_TRUE(H.silent());
}

TEST(UnboundedMap, KeyIsThereAlreadyOk) {
  Hub H;
  H.growth().Context = KeyPresent;
  EXPECT_TRUE(H.silent());
}

TEST(UnboundedMap, SizeLimitOk) {
  Hub H;
  H.B.sizeTest(H.Add, thisField(H.Map));
  EXPECT_TRUE(H.silent());
  H.B.Facts.SizeTests.clear();
  H.growth().Context = SizeGuarded;
  EXPECT_TRUE(H.silent());
}

TEST(UnboundedMap, SizeLimitOfInnerContainersBoundsNothingBad) {
  FactsBuilder B;
  EntityId M = B.globalMap("m", {Shape::Sequence}), F = B.function("f");
  B.use(F, global(M), MapOp::Insert);
  B.sizeTest(F, global(M).element());
  std::vector<Finding> Out;
  judgeUnboundedMap(B.link(), Out);
  EXPECT_EQ(Out.size(), 1u);
}

TEST(UnboundedMap, EscapeOrUnknownMemberOk) {
  Hub H;
  H.B.escape(H.Add, thisField(H.Map));
  EXPECT_TRUE(H.silent());
  H.B.Facts.Escapes.clear();
  EXPECT_FALSE(H.silent());
  H.B.use(H.Add, thisField(H.Map), MapOp::Unknown);
  EXPECT_TRUE(H.silent());
}

TEST(UnboundedMap, AnnotatedBoundThatNothingKeepsIsPossibleBad) {
  Hub H;
  H.map().BoundedBy = "1000;reap()";
  std::vector<Finding> Out = H.run();
  ASSERT_EQ(Out.size(), 1u);
  EXPECT_EQ(Out[0].Message,
            "'leases_' is annotated to hold at most 1000 entries because of "
            "'reap()', but nothing erases from it and nothing tests its size");
  EXPECT_EQ(Out[0].Sure, Confidence::Possible);
}

TEST(UnboundedMap, AnnotatedBoundThatSomethingMayKeepOk) {
  Hub H;
  H.map().BoundedBy = "1000;reap()";
  H.B.sizeTest(H.Add, thisField(H.Map));
  EXPECT_TRUE(H.silent());
  H.B.Facts.SizeTests.clear();
  H.B.use(H.B.closedMethod(H.Class, "Hub::reap"), thisField(H.Map),
          MapOp::Erase); // Without a caller, as far as can be seen.
  EXPECT_TRUE(H.silent());
  H.map().BoundedBy.clear();
  EXPECT_FALSE(H.silent());
}

//===--- Removers ---------------------------------------------------------===//

TEST(UnboundedMap, RemoverWithoutACallerOk) {
  Hub H;
  EntityId Reap = H.B.closedMethod(H.Class, "Hub::reap");
  EntityId Helper = H.B.closedMethod(H.Class, "Hub::eraseOld");
  H.B.call(Reap, Helper);
  H.B.use(Helper, thisField(H.Map), MapOp::Erase);
  EXPECT_FALSE(H.silent());
  H.B.fn(Reap).IsRemover = true;
  EXPECT_TRUE(H.silent());
}

/// A map that is bounded, and a method that is annotated as a remover.
struct Remover : Hub {
  EntityId Reap = B.closedMethod(Class, "Hub::reap");
  Remover() {
    B.fn(Reap).IsRemover = true;
    B.use(Add, thisField(Map), MapOp::Erase);
  }
};

TEST(UnboundedMap, RemoverThatRemovesNothingBad) {
  Remover R;
  R.B.use(R.Reap, thisField(R.Map), MapOp::Iterate);
  R.B.call(R.Reap, R.B.closedFunction("mark"));
  std::vector<Finding> Out = R.run();
  ASSERT_EQ(Out.size(), 1u);
  EXPECT_EQ(Out[0].Message, "'reap' is annotated as a remover, but removes "
                            "nothing from any container");
  EXPECT_EQ(Out[0].Where, R.B.Facts.Entities[R.Reap].Decl);
  EXPECT_EQ(Out[0].Sure, Confidence::Likely);
}

TEST(UnboundedMap, RemoverOfAnotherContainerOk) {
  Remover R;
  EntityId Other = R.B.globalMap("other"), Clear = R.B.function("clear");
  R.B.call(R.Reap, Clear);
  R.B.use(Clear, global(Other), MapOp::Clear);
  EXPECT_TRUE(R.silent());
}

TEST(UnboundedMap, RemoverThatIsNotInSightAsAWholeOk) {
  Remover Bodiless;
  EntityId F = Bodiless.B.function("purge");
  Bodiless.B.call(Bodiless.Reap, F);
  EXPECT_FALSE(Bodiless.silent());
  Bodiless.B.fn(F).HasBody = false;
  EXPECT_TRUE(Bodiless.silent());
  Remover Unknown;
  Unknown.B.fn(Unknown.Reap).CallsUnknown = true;
  EXPECT_TRUE(Unknown.silent());
  Remover Virtual;
  Virtual.B.call(Virtual.Reap, Virtual.Add).Virtual = true;
  EXPECT_TRUE(Virtual.silent());
  Remover Overridden;
  Overridden.B.fn(Overridden.Reap).IsVirtual = true;
  EXPECT_TRUE(Overridden.silent());
  Remover Escapes;
  Escapes.B.escape(Escapes.Reap, thisField(Escapes.Map));
  EXPECT_TRUE(Escapes.silent());
}

TEST(UnboundedMap, RemoverThatEndsObjectsOk) {
  Remover R;
  R.B.release(R.Reap, ReleaseFact::Released, param(R.Reap));
  EXPECT_TRUE(R.silent());
}

TEST(UnboundedMap, RemoverOfAHomeMadeTableOk) {
  Remover R;
  R.B.fn(R.Reap).Owner = R.B.record("Table");
  EXPECT_TRUE(R.silent());
}

} // namespace
